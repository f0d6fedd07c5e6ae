package io.yardmaster.insight.health;

import static io.yardmaster.web.console.YardScenes.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.insight.metrics.HistoryPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private static final long MINUTE = 60_000;

    @Test
    void goodMinutesAreNone() {
        assertThat(Episode.of(minutes(60))).isNull();
        assertThat(Episode.of(List.of())).isNull();
    }

    @Test
    void beginsInTheFirstBadMinuteAndStays() {
        for (int now = 31; now <= 40; now++) {
            assertThat(Episode.of(minutes(now, 30)).since())
                    .as("seen at minute %d", now)
                    .isEqualTo(30 * MINUTE);
        }
        assertThat(Episode.of(minutes(50, 30, 39, 48)).since()).isEqualTo(30 * MINUTE);
    }

    @Test
    void endsAfterTenQuietMinutes() {
        assertThat(Episode.of(minutes(41, 30))).isNotNull();
        assertThat(Episode.of(minutes(42, 30))).isNull();
    }

    @Test
    void comesInWavesWhenItEndedAndBeganAgain() {
        Episode again = Episode.of(minutes(60, 20, 21, 55));
        assertThat(again).isEqualTo(new Episode(55 * MINUTE, true, false));
        assertThat(Episode.of(minutes(60, 55)).inWaves()).isFalse();
    }

    @Test
    void saysWhenItMayBeOlderThanTheHistory() {
        assertThat(Episode.of(minutes(15, 4, 12)).fromStart()).isTrue();
        assertThat(Episode.of(minutes(40, 30)).fromStart()).isFalse();
    }

    /** That many minutes of ten attempts, in the named ones half of them failed. */
    private static List<HistoryPoint> minutes(int count, int... bad) {
        List<HistoryPoint> all = new ArrayList<>();
        for (int minute = 0; minute < count; minute++) {
            int now = minute;
            boolean failed = java.util.Arrays.stream(bad).anyMatch(one -> one == now);
            all.add(step(minute, 10L, failed ? 5L : 0L));
        }
        return all;
    }
}

package io.yardmaster.insight.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Percentiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of very many queues are looked at minute by minute. */
class CloseLookTest {
    private final Map<String, HistoryPoint> active = new HashMap<>();

    @Test
    void theLookIsBoundedHoweverManyAreActive() {
        for (int i = 0; i < 3_000; i++) {
            ran("q" + i, 10, 1);
        }
        assertThat(Snapshots.close(active)).hasSizeLessThanOrEqualTo(Snapshots.MOST_TROUBLED + Snapshots.MOST_BUSY);
    }

    @Test
    void theMostFailuresAndTheBusiestAreAmongThem() {
        for (int i = 0; i < 3_000; i++) {
            ran("q" + i, 10, i % 2);
        }
        ran("failing", 9, 9);
        ran("busy", 500, 0);
        Set<String> close = Snapshots.close(active);
        assertThat(close).contains("failing", "busy").hasSizeGreaterThanOrEqualTo(Snapshots.MOST_TROUBLED);
    }

    private void ran(String queue, long processed, long failed) {
        active.put(queue, new HistoryPoint(0, processed, failed, null, Percentiles.NONE, Percentiles.NONE));
    }
}

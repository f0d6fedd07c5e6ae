package io.yardmaster.web.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.web.console.words.Zone;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetweenTest {
    private static final long NOW = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T11:45:00Z, 2026-11-24T12:00:00Z, 10000",
        "2026-11-24T09:30:00Z, 2026-11-24T10:00:00Z, 60000",
        "2026-11-23T12:00:00Z, '', 600000",
        "2026-11-17T12:00:00Z, 2026-11-17T13:00:00Z, 3600000",
        "2026-11-17T12:00:00Z, '', 3600000",
        "2026-08-26T12:00:00Z, '', 43200000"
    })
    void aStepIsAsFineAsWhatIsKeptOfThatTime(String from, String to, long stepMs) {
        assertThat(of(from, to).orElseThrow().stepMs()).isEqualTo(stepMs);
    }

    @ParameterizedTest
    @CsvSource({
        "<script>, ''",
        "2026-11-24T11:50:00Z, ''",
        "2026-08-25T12:00:00Z, ''",
        "2026-11-24T12:00:00Z, 2026-11-24T11:00:00Z",
        "2026-11-24T11:00:00Z, never",
        "2026-11-24T11:00:00Z, 2026-11-26T11:00:00Z",
        "-999999999-01-01T00:00:00Z, ''",
        "2026-11-24T11:00:00.000000000000000000000000000Z, ''"
    })
    void whatIsNoSuchTimeIsRefused(String from, String to) {
        assertThat(of(from, to)).isEmpty();
    }

    @Test
    void aTimeWithoutAZoneIsOnTheViewersClock() {
        Between berlin = Between.of("2026-11-24T11:00", "2026-11-24T12:00", Zone.of("Europe/Berlin"), NOW)
                .orElseThrow();
        assertThat(berlin.query()).isEqualTo("from=2026-11-24T10%3A00%3A00Z&to=2026-11-24T11%3A00%3A00Z");
        assertThat(Between.of(null, null, Zone.UTC, NOW)).isEmpty();
    }

    @Test
    void theAxisHasFewLabels() {
        Between day = of("2026-11-23T12:00:00Z", "").orElseThrow();
        long labels = 0;
        for (long at = day.from(); at < day.to(); at += day.stepMs()) {
            labels += day.isLabelled(at, Zone.UTC) ? 1 : 0;
        }
        assertThat(labels).isBetween(4L, 9L);
        assertThat(day.label(NOW, Zone.UTC)).isEqualTo("12:00");
    }

    private static Optional<Between> of(String from, String to) {
        return Between.of(from, to, Zone.UTC, NOW);
    }
}

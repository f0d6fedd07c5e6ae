package io.yardmaster.web.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneTest {
    private static final long NOW = Instant.parse("2026-11-24T02:12:41Z").toEpochMilli();

    private final Zone berlin = Zone.of("Europe/Berlin");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Nowhere/Land", "<script>", "../../etc", "+25:00"})
    void whatIsNoZoneIsUtc(String name) {
        assertThat(Zone.of(name)).isEqualTo(Zone.UTC);
    }

    @Test
    void aZoneIsCalledByItsCity() {
        assertThat(berlin.city()).isEqualTo("Berlin");
        assertThat(Zone.of("America/New_York").city()).isEqualTo("New York");
        assertThat(Zone.UTC.city()).isEqualTo("UTC");
    }

    @Test
    void theClockShowsTheViewersTime() {
        assertThat(berlin.clock(NOW)).isEqualTo("Tue 24 Nov 03:12:41");
    }

    @Test
    void theShownTimeIsAsShortAsItsDistanceAllows() {
        assertThat(berlin.moment(NOW - 1_000, NOW).text()).isEqualTo("03:12:40");
        assertThat(berlin.moment(NOW - 6 * 86_400_000L, NOW).text()).isEqualTo("18 Nov 03:12");
        assertThat(berlin.moment(NOW - 400 * 86_400_000L, NOW).text()).isEqualTo("20 Oct 2025");
    }

    @Test
    void aMomentIsForMachinesInUtcAndInFullForACloserLook() {
        Zone.Moment moment = berlin.moment(NOW - 34 * 60_000, NOW);
        assertThat(moment.iso()).isEqualTo("2026-11-24T01:38:41Z");
        assertThat(moment.full()).isEqualTo("Tue 24 Nov 2026 02:38:41.000 Berlin");
        assertThat(moment.ago()).isEqualTo("34\u00a0m ago");
        assertThat(berlin.moment(NOW + 17_000, NOW).ago()).isEqualTo("in 17\u00a0s");
        assertThat(berlin.moment(NOW - 400, NOW).ago()).isEqualTo("just now");
    }
}

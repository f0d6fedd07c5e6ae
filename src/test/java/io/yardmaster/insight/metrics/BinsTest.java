package io.yardmaster.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinsTest {
    @Test
    void binsFollowEachOtherWithoutHoleOrOverlap() {
        assertThat(Bins.lowest(0)).isZero();
        for (int bin = 1; bin < Bins.COUNT; bin++) {
            assertThat(Bins.lowest(bin)).as("bin %d", bin).isEqualTo(Bins.highest(bin - 1) + 1);
        }
    }

    @Test
    void everyEdgeFallsIntoItsOwnBin() {
        for (int bin = 0; bin < Bins.COUNT; bin++) {
            assertThat(Bins.of(Bins.lowest(bin))).isEqualTo(bin);
            assertThat(Bins.of(Bins.highest(bin))).isEqualTo(bin);
        }
    }

    @Test
    void noBinIsWiderThanTheErrorThatIsPromised() {
        for (int bin = 1; bin < Bins.COUNT; bin++) {
            double width = Bins.highest(bin) - Bins.lowest(bin);
            assertThat(width / Bins.lowest(bin)).isLessThan(1 / 64.0);
        }
    }

    @Test
    void whatIsOutOfRangeGoesToTheEnds() {
        assertThat(Bins.of(-1)).isZero();
        assertThat(Bins.of(Long.MIN_VALUE)).isZero();
        assertThat(Bins.of(Long.MAX_VALUE)).isEqualTo(Bins.COUNT - 1);
        assertThat(Bins.highest(Bins.COUNT - 1)).isGreaterThan(86_400_000_000L);
    }
}

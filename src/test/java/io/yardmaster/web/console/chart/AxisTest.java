package io.yardmaster.web.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({"0,4", "3,4", "5,8", "41,60", "1170,1200", "1201,1600", "9999,10000"})
    void aLinearAxisEndsAtARoundNumber(double largest, double top) {
        assertThat(Axis.linear(largest, 100).highest()).isEqualTo(top);
    }

    @Test
    void aLinearAxisHasFiveLabels() {
        assertThat(Axis.linear(1_170, 100).ticks())
                .extracting(Axis.Tick::label)
                .containsExactly("0", "300", "600", "900", "1,200");
    }

    @Test
    void aLogAxisIsOfWholeDecades() {
        Axis axis = Axis.decades(210, 44_000, 90);
        assertThat(axis.ticks().stream().map(t -> t.label().replace('\u00a0', ' ')))
                .containsExactly("100 ms", "1 s", "10 s", "100 s");
        assertThat(axis.y(1_000)).isEqualTo(60);
        assertThat(axis.y(10)).isEqualTo(90);
    }

    @Test
    void aLogAxisIsAtLeastTwoDecadesHighAndStartsAboveZero() {
        assertThat(Axis.decades(0, 0, 90)).isEqualTo(new Axis(1, 100, true, 90));
    }
}

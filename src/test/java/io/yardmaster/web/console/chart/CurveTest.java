package io.yardmaster.web.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
    private final Axis axis = new Axis(0, 100, false, 100);

    @Test
    void theUnfinishedStepHangsOnByADottedTail() {
        Curve curve = Curve.of(List.of(0.0, 50.0, 100.0), axis);
        assertThat(curve.line()).isEqualTo("M0.0 100.0L500.0 50.0");
        assertThat(curve.tail()).isEqualTo("M500.0 50.0L1000 0.0");
        assertThat(curve.lastY()).isEqualTo(0.0);
    }

    @Test
    void aGapBreaksTheLineAndClosesTheArea() {
        Curve curve = Curve.of(Arrays.asList(10.0, 10.0, null, 10.0, 10.0, null), axis);
        assertThat(curve.line()).isEqualTo("M0.0 90.0L200.0 90.0M600.0 90.0L800.0 90.0");
        assertThat(curve.area()).contains("L200.0 100Z").contains("L800.0 100Z");
        assertThat(curve.tail()).isEmpty();
        assertThat(curve.lastY()).isNull();
    }

    @Test
    void aLoneStepCanBeSeen() {
        assertThat(Curve.of(Arrays.asList(null, 10.0, null, null), axis).line()).isEqualTo("M333.3 90.0h2");
    }

    @Test
    void nothingDrawsNothing() {
        Curve curve = Curve.of(Arrays.asList(null, null), axis);
        assertThat(curve.line()).isEmpty();
        assertThat(curve.endY()).isNull();
        assertThat(Curve.of(List.of(), axis).line()).isEmpty();
    }
}

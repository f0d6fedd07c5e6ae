package io.yardmaster.web.console.chart;

import static io.yardmaster.web.console.YardScenes.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparkTest {
    @Test
    void aBarIsAMinuteAndItsFailedPartStandsOnTheGround() {
        Spark spark = Spark.of(List.of(step(0, 10L, 5L), step(1, null, null), step(2, 20L, 0L)));
        assertThat(spark.done()).isEqualTo("M0.7 22.0V12.5M58.0 22.0V3.0");
        assertThat(spark.failed()).isEqualTo("M0.7 22.0V17.3");
        assertThat(spark.words()).isEqualTo("Attempts in the last hour: 30, of them failed: 5");
    }

    @Test
    void nothingIsNoBar() {
        assertThat(Spark.of(List.of()).done()).isEmpty();
        assertThat(Spark.of(List.of(step(0, 0L, 0L))).done()).isEmpty();
    }
}

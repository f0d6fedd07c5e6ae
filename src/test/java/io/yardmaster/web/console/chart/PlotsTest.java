package io.yardmaster.web.console.chart;

import static io.yardmaster.web.console.YardScenes.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotsTest {
    @Test
    void anHourWithoutJobsSaysSoAndKeepsItsAxes() {
        Plot plot = plots(List.of(step(0, null, null), step(1, null, null))).throughput();
        assertThat(plot.empty()).isEqualTo("No job ran in the last hour");
        assertThat(plot.ys()).isNotEmpty();
    }

    @Test
    void theLegendTellsOfTheLastFullStep() {
        Charts charts = Charts.of(List.of(step(0, 9L, 0L), step(1, 12L, 2L), step(2, 1L, 0L)), Range.HOUR, Zone.UTC);
        assertThat(charts.legend().completed()).isEqualTo("10");
        assertThat(charts.legend().failed()).isEqualTo("2");
        assertThat(charts.legend().waitP95()).isEqualTo(Words.NONE);
    }

    @Test
    void everyRangeCountsByTheMinute() {
        Plots quarter = new Plots(List.of(), Range.QUARTER, Zone.UTC);
        assertThat(quarter.perMinute(10)).isEqualTo(60);
        assertThat(new Plots(List.of(), Range.WEEK, Zone.UTC).perMinute(60)).isEqualTo(1);
    }

    @Test
    void namesAtTheEndsOfLinesStandApart() {
        List<Double> names =
                plots(List.of(step(0, 100L, 50L), step(1, 100L, 50L), step(2, 100L, 50L))).throughput().lines().stream()
                        .map(Plot.Line::nameY)
                        .toList();
        assertThat(names.get(1) - names.get(0)).isGreaterThanOrEqualTo(12);
    }

    @Test
    void anHourIsLabelledEveryTenMinutesOfTheViewersClock() {
        List<HistoryPoint> hour = new ArrayList<>();
        for (int minute = 7; minute <= 67; minute++) {
            hour.add(step(minute, 1L, 0L));
        }
        assertThat(new Plots(hour, Range.HOUR, Zone.of("Asia/Kolkata"))
                        .throughput()
                        .xs())
                .extracting(Plot.Time::label)
                .containsExactly("05:40", "05:50", "06:00", "06:10", "06:20", "06:30");
    }

    @Test
    void anUnknownRangeIsAnHour() {
        assertThat(Range.of("<script>")).isEqualTo(Range.HOUR);
        assertThat(Range.of(null)).isEqualTo(Range.HOUR);
        assertThat(Range.of("7d")).isEqualTo(Range.WEEK);
    }

    private static Plots plots(List<HistoryPoint> points) {
        return new Plots(points, Range.HOUR, Zone.UTC);
    }
}

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
        Charts charts = charts(step(0, 9L, 0L), step(1, 12L, 2L), step(2, 1L, 0L));
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
        assertThat(names.get(1) - names.get(0)).isGreaterThan(11.9);
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

    @Test
    void errorsAreDrawnWithTheirLimit() {
        Plot errors = plots(List.of(step(0, 10L, 5L), step(1, 0L, 0L), step(2, null, null), step(3, 4L, 1L)))
                .errors();
        assertThat(errors.names()).isEqualTo("failed;limit");
        assertThat(errors.values()).isEqualTo("00:00;50;10|00:01;–;10|00:02;–;10|00:03;25;10");
        assertThat(plots(List.of(step(0, null, null))).errors().empty()).startsWith("No job ran");
    }

    @Test
    void everyStepHasItsValuesInWords() {
        Charts charts = charts(step(0, 9L, 0L), step(1, null, null), step(2, 1L, 1L));
        assertThat(charts.throughput().names()).isEqualTo("completed;failed");
        assertThat(charts.throughput().values()).isEqualTo("00:00;9;0|00:01;–;–|00:02;0;1");
        assertThat(charts.heads()).hasSize(8).startsWith("Completed", "Failed", "Wait p50");
        assertThat(charts.rows().getFirst().values()).startsWith("0", "1", "–").hasSize(8);
        assertThat(charts.window().jobs()).isEqualTo("/jobs?state=completed&queue=mail&until=");
    }

    @Test
    void aSummarySaysItToThoseWhoDoNotSee() {
        assertThat(charts(step(0, 9L, 2L), step(1, 12L, 2L)).summary())
                .isEqualTo(
                        "In the last hour 21\u00a0attempts ended, 4 of them failed; the most, 12, in the 1\u00a0m from"
                                + " 00:01. The highest p95 of the wait was –, of the run –.");
        assertThat(charts(step(0, 0L, 0L)).summary()).isEqualTo("No job ran in the last hour.");
    }

    @Test
    void aQuarterShowsMoreOfWhatIsYoung() {
        List<HistoryPoint> hour = new ArrayList<>();
        for (int minute = 0; minute <= 60; minute++) {
            hour.add(step(minute, minute < 50 ? null : 1L, 0L));
        }
        assertThat(Charts.isYoung(hour)).isTrue();
        assertThat(Charts.isYoung(List.of(step(0, 1L, 0L)))).isFalse();
        assertThat(Charts.isYoung(List.of())).isFalse();
    }

    @Test
    void whatHappenedIsMarked() {
        List<Plot.Event> events = List.of(new Plot.Event(90_000, "started"), new Plot.Event(9_000_000, "later"));
        List<HistoryPoint> points = List.of(step(0, 1L, 0L), step(1, 1L, 0L), step(2, 1L, 0L), step(3, 1L, 0L));
        assertThat(new Plots(points, Range.HOUR, Zone.UTC, events).throughput().marks())
                .containsExactly(new Plot.Mark("50.00%", "started"));
    }

    private static Charts charts(HistoryPoint... points) {
        return Charts.of(List.of(points), new Charts.View("mail", Range.HOUR, Zone.UTC, List.of()));
    }

    private static Plots plots(List<HistoryPoint> points) {
        return new Plots(points, Range.HOUR, Zone.UTC);
    }
}

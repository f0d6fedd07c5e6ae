package io.yardmaster.web.console.job;

import static io.yardmaster.web.console.Views.CREATED;
import static io.yardmaster.web.console.Views.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.jobs.Forecast;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.web.console.Views;
import io.yardmaster.web.console.chart.Scale;
import io.yardmaster.web.console.job.Timeline.Row;
import io.yardmaster.web.console.job.Timeline.Stretch;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long NOW = CREATED + 10_000;

    @Test
    void drawsWhatWasAndWhatWouldCome() {
        JobView view = Views.view(
                JobState.RETRYING,
                14_000L,
                2,
                attempt(1, Attempt.End.FAILED, 1_000, 1_500),
                attempt(2, Attempt.End.FAILED, 4_000, 4_200));
        Timeline timeline = timeline(view, List.of(new Forecast.Start(3, true, CREATED + 14_000, 0)));
        assertThat(timeline.rows())
                .containsExactly(
                        new Row(1, "failed", "node-1", stretch(0, 1_000, 1_500, 3_500)),
                        new Row(2, "failed", "node-1", stretch(3_500, 4_000, 4_200, 14_000)),
                        new Row(3, "predicted", "", stretch(14_000, 14_000, 14_200, 14_200)));
        assertThat(timeline.scale().from()).isEqualTo(CREATED);
        assertThat(timeline.showsNow()).isTrue();
    }

    @Test
    void drawsTheRunThatGoesOnUpToNow() {
        Timeline timeline = timeline(Views.claimed(JobState.ACTIVE, null, 2_000), List.of());
        assertThat(timeline.rows()).containsExactly(new Row(1, "active", "node-1", stretch(0, 2_000, 10_000, 10_000)));
    }

    @Test
    void drawsTheRunThatCompletedOnce() {
        Timeline kept = timeline(
                Views.claimed(JobState.COMPLETED, 3_000L, 2_000, attempt(1, Attempt.End.SUCCEEDED, 2_000, 3_000)),
                List.of());
        Timeline bare = timeline(Views.claimed(JobState.COMPLETED, 3_000L, 2_000), List.of());
        assertThat(kept.rows()).hasSize(1);
        assertThat(bare.rows()).containsExactly(new Row(1, "succeeded", "node-1", stretch(0, 2_000, 3_000, 3_000)));
        assertThat(bare.showsNow()).isFalse();
    }

    @Test
    void beginsAgainAfterARetryByHand() {
        JobView view = Views.view(
                JobState.WAITING,
                null,
                1,
                attempt(1, Attempt.End.FAILED, 0, 10),
                attempt(2, Attempt.End.FATAL, 20, 30),
                attempt(1, Attempt.End.FAILED, 8_000, 8_100));
        Timeline timeline = timeline(view, List.of());
        assertThat(timeline.rows()).extracting(Row::kind).containsExactly("failed", "waiting");
        assertThat(timeline.rows().getFirst().isRed()).isTrue();
    }

    @Test
    void aRetryOfAJobWithOneAttemptIsNoBackoff() {
        JobView done = Views.claimed(
                JobState.COMPLETED,
                9_000L,
                8_000,
                attempt(1, Attempt.End.FAILED, 0, 10),
                attempt(1, Attempt.End.SUCCEEDED, 8_000, 9_000));
        assertThat(timeline(done, List.of()).rows()).extracting(Row::kind).containsExactly("succeeded");
        JobView waits = Views.view(JobState.WAITING, null, 0, attempt(1, Attempt.End.FATAL, 0, 10));
        assertThat(timeline(waits, List.of()).rows()).extracting(Row::kind).containsExactly("waiting");
        JobView lost = Views.view(
                JobState.WAITING, null, 0, attempt(1, Attempt.End.LOST, 0, 10), attempt(1, Attempt.End.LOST, 20, 30));
        assertThat(timeline(lost, List.of()).rows()).extracting(Row::kind).containsExactly("lost", "lost", "waiting");
    }

    @Test
    void placesEverythingWithinTheWidth() {
        Scale scale = new Scale(1_000, 61_000);
        assertThat(scale.span(31_000, 61_000)).isEqualTo(new Scale.Span("50.00%", "50.00%", "100.00%"));
        assertThat(scale.span(-5, 900_000)).isEqualTo(new Scale.Span("0.00%", "100.00%", "100.00%"));
        assertThat(scale.ticks()).containsExactly(15_000L, 30_000L, 45_000L);
        assertThat(new Scale(5, 5).at(5)).isEqualTo("0.00%");
        assertThat(new Scale(0, Long.MAX_VALUE / 4).ticks()).hasSizeBetween(1, 6);
    }

    private static Timeline timeline(JobView view, List<Forecast.Start> foretold) {
        return Timeline.of(view, failures -> failures * 2_000, foretold, NOW);
    }

    private static Stretch stretch(long due, long start, long end, long nextDue) {
        return new Stretch(CREATED + due, CREATED + start, CREATED + end, CREATED + nextDue);
    }
}

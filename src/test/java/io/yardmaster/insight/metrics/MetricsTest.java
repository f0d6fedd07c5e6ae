package io.yardmaster.insight.metrics;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Samples;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From jobs that really ran to the numbers, through the store. */
@QuarkusTest
class MetricsTest {
    private static final long MINUTE_MS = 60_000;

    private final String queue = "metrics-" + UUID.randomUUID();

    @Inject
    Metrics metrics;

    @Inject
    Enqueuer enqueuer;

    @Inject
    InstantSource clock;

    @Test
    void jobsThatRanAreInTheWindowWithinTwoSeconds() {
        enqueuer.enqueueAll(IntStream.range(0, 20)
                .mapToObj(i -> NewJob.of("demo.sleep").queue(queue).payload("{\"ms\": 50}"))
                .toList());
        await().until(() -> window().processed() == 20);
        QueueMetrics window = window();
        assertThat(window.failed()).isZero();
        assertThat(window.errorRate()).isZero();
        assertThat(window.throughputPerMinute()).isCloseTo(20, within(1e-9));
        assertThat(window.runTime().p50()).isBetween(49.0, 5_000.0);
        assertThat(window.waitTime().avg()).isNotNegative();
        assertThat(window.totalTime().p99())
                .isGreaterThanOrEqualTo(window.runTime().p50());
    }

    @Test
    void attemptsThatFailedCountEachAndLeaveNoRunTime() {
        Rules once = Samples.rules(1, null, null);
        NewJob job =
                NewJob.of("demo.fail").queue(queue).payload("{\"failures\": 9}").rules(once);
        enqueuer.enqueueAll(List.of(job, job, job));
        await().until(() -> window().failed() == 3);
        assertThat(window().processed()).isEqualTo(3);
        assertThat(window().errorRate()).isEqualTo(1.0);
        assertThat(window().runTime()).isEqualTo(Percentiles.NONE);
        assertThat(window().waitTime().p50()).isNotNull();
    }

    @Test
    void aStepWithoutDataIsNullAndOneWithDataIsNot() {
        enqueuer.enqueue(NewJob.of("demo.noop").queue(queue));
        // The chart reads minutes and the window tens of seconds, each of which may be remembered for half a second.
        await().until(() -> Long.valueOf(0).equals(waiting()) && processed(history(queue)) == 1);
        assertThat(history(queue)).hasSizeBetween(5, 6);
        long yesterday = clock.millis() - 24 * 60 * MINUTE_MS;
        HistoryPoint before =
                metrics.history(queue, yesterday, yesterday + 1, MINUTE_MS).getFirst();
        assertThat(before).as("no node lived").isEqualTo(nothing(before.at()));
        assertThat(waiting()).isZero();
    }

    @Test
    void theHistoryOfATypeHasItsAttemptsAlone() {
        enqueuer.enqueue(NewJob.of("demo.noop").queue(queue));
        enqueuer.enqueue(NewJob.of("demo.sleep").queue(queue).payload("{\"ms\": 30}"));
        await().until(() -> window().processed() == 2);
        long now = clock.millis();
        await().until(() -> ofType(now).size() == 1);
        List<HistoryPoint> known = ofType(now);
        assertThat(known.getFirst().processed()).isEqualTo(1);
        assertThat(known.getFirst().waiting()).isNull();
        assertThat(known.getFirst().runTime().p50()).isGreaterThanOrEqualTo(29);
        assertThat(known.getFirst().waitTime().p50()).isNotNull();
        assertThat(metrics.history(queue, "no.such", now - MINUTE_MS, now, MINUTE_MS))
                .allMatch(point -> point.processed() == null);
    }

    /** The steps of demo.sleep that have data. */
    private List<HistoryPoint> ofType(long now) {
        return metrics.history(queue, "demo.sleep", now - 5 * MINUTE_MS, now + MINUTE_MS, 10 * MINUTE_MS).stream()
                .filter(point -> point.processed() != null)
                .toList();
    }

    @Test
    void allQueuesTogetherAreAtLeastOneOfThem() {
        enqueuer.enqueue(NewJob.of("demo.noop").queue(queue));
        await().until(() -> window().processed() == 1);
        await().until(() -> processed(history(null)) >= 1);
    }

    @Test
    void aQueueThatNobodyKnowsHasNoData() {
        assertThat(window())
                .isEqualTo(
                        new QueueMetrics(queue, MINUTE_MS, 0, 0, Percentiles.NONE, Percentiles.NONE, Percentiles.NONE));
        assertThat(window().errorRate()).isNull();
        assertThat(history(queue)).allSatisfy(point -> assertThat(point).isEqualTo(nothing(point.at())));
    }

    @Test
    void aWindowIsWholeBucketsAndBounded() {
        assertThat(metrics.window(queue, 10_001).windowMs()).isEqualTo(20_000);
        assertThat(metrics.window(queue, 7_200_001).windowMs()).isEqualTo(7_260_000);
        assertThat(metrics.window(queue, Metrics.LONGEST_WINDOW_MS).windowMs()).isEqualTo(Metrics.LONGEST_WINDOW_MS);
        assertThatThrownBy(() -> metrics.window(queue, 9_999)).hasMessageContaining("windowMs");
        assertThatThrownBy(() -> metrics.window(queue, Long.MAX_VALUE)).hasMessageContaining("windowMs");
    }

    private QueueMetrics window() {
        return metrics.window(queue, MINUTE_MS);
    }

    private Long waiting() {
        return history(queue).stream()
                .map(HistoryPoint::waiting)
                .filter(Objects::nonNull)
                .reduce((before, last) -> last)
                .orElse(null);
    }

    private List<HistoryPoint> history(String of) {
        long now = clock.millis();
        return metrics.history(of, now - 5 * MINUTE_MS, now, MINUTE_MS);
    }

    private static long processed(List<HistoryPoint> points) {
        return points.stream()
                .filter(point -> point.processed() != null)
                .mapToLong(HistoryPoint::processed)
                .sum();
    }

    private static HistoryPoint nothing(long at) {
        return new HistoryPoint(at, null, null, null, Percentiles.NONE, Percentiles.NONE);
    }
}

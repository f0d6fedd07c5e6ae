package io.yardmaster.engine.worker;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the rules of a job do on the running server. Each test has a queue of its own. */
@QuarkusTest
class RulesAtWorkTest {

    @Inject
    Enqueuer enqueuer;

    @Inject
    Jobs jobs;

    @Inject
    Nodes nodes;

    @Inject
    @Any
    Stubborn stubborn;

    /** Ignores every interrupt until the test lets it go. */
    @Singleton
    @JobHandler(value = "test.stubborn", hardTimeoutMs = 100)
    static class Stubborn implements Handler<String> {
        final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public Outcome run(String payload, JobContext context) {
            while (mayEnd.getCount() > 0) {
                try {
                    mayEnd.await();
                } catch (InterruptedException ignored) {
                    Thread.interrupted();
                }
            }
            return Outcome.succeeded();
        }
    }

    /** Throws what its annotation says no retry can help. */
    @Singleton
    @JobHandler(value = "test.hopeless", doNotRetryOn = IOException.class)
    static class Hopeless implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) throws Exception {
            throw new FileNotFoundException("gone");
        }
    }

    /** Fails, and wants its next attempt in an hour. */
    @Singleton
    @JobHandler("test.later")
    static class Later implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            context.retryIn(Duration.ofHours(1));
            throw new IllegalStateException("not yet");
        }
    }

    /** Meets a limit with its first call. */
    @Singleton
    @JobHandler("test.limited")
    static class Limited implements Handler<String> {
        final AtomicInteger calls = new AtomicInteger();

        @Override
        public Outcome run(String payload, JobContext context) {
            if (calls.getAndIncrement() == 0) {
                context.rateLimited(Duration.ofMillis(600));
                throw new IllegalStateException("answered 429");
            }
            return Outcome.succeeded();
        }
    }

    @Test
    void aJobThatMeetsALimitHoldsItsQueueBackAndUsesNoAttempt() {
        enqueue("limited", "a", "test.limited", Rules.NONE.with(Option.MAX_ATTEMPTS, 1L));
        enqueue("limited", "b", "test.limited", Rules.NONE.with(Option.GROUP, "g"));
        JobView first = awaitState("limited", "a", JobState.COMPLETED);
        assertThat(first.attempts())
                .extracting(Attempt::outcome)
                .containsExactly(Attempt.End.RELEASED, Attempt.End.SUCCEEDED);
        assertThat(first.attempts().getFirst().error().message()).isEqualTo("answered 429");
        assertThat(first.attempt()).isEqualTo(1);
        long held = first.attempts().getLast().startedAt()
                - first.attempts().getFirst().finishedAt();
        assertThat(held).isBetween(590L, 5_000L);
        awaitState("limited", "b", JobState.COMPLETED);
    }

    @Test
    void aHandlerThatIgnoresItsInterruptLeavesItsSlotStuckAndItsJobFails() {
        enqueue(
                "stuck",
                "a",
                "test.stubborn",
                Rules.NONE.with(Option.TIMEOUT_MS, 50L).with(Option.MAX_ATTEMPTS, 1L));
        JobView dead = awaitState("stuck", "a", JobState.DEAD);
        assertThat(dead.error().message()).contains("50 ms", "100 ms", "stuck");
        assertThat(dead.attempts()).extracting(Attempt::outcome).containsExactly(Attempt.End.TIMEOUT);
        awaitStuck(1);
        enqueue("stuck", "next", "demo.noop", Rules.NONE);
        awaitState("stuck", "next", JobState.COMPLETED);
        stubborn.mayEnd.countDown();
        awaitStuck(0);
        assertThat(jobs.find("stuck", "a").state()).isEqualTo(JobState.DEAD);
    }

    @Test
    void aJobFetchedAfterItsExpiryIsCancelledAndNeverRun() {
        enqueue("expired", "a", "demo.noop", Rules.NONE.with(Option.EXPIRES_AT, 1L));
        JobView view = awaitState("expired", "a", JobState.CANCELLED);
        assertThat(view.standing().ending().reason()).isEqualTo(Reason.EXPIRED);
        assertThat(view.standing().ending().detail()).contains("1970-01-01T00:00:00.001Z");
        assertThat(view.attempts()).isEmpty();
        jobs.retry("expired", "a", null);
        awaitState("expired", "a", JobState.COMPLETED);
    }

    @Test
    void anExpiryCountedFromTheEnqueueHoldsForAJobThatIsDueLater() {
        NewJob late = NewJob.of("demo.noop")
                .queue("expired")
                .id("late", "hash")
                .due(new NewJob.Due.After(300))
                .rules(Rules.NONE.with(Option.EXPIRES_IN_MS, 100L));
        enqueuer.enqueue(late);
        JobView view = awaitState("expired", "late", JobState.CANCELLED);
        assertThat(view.standing().ending().reason()).isEqualTo(Reason.EXPIRED);
        assertThat(view.job().rules().expiresAt()).isEqualTo(view.job().createdAt() + 100);
    }

    @Test
    void anErrorThatItsHandlerNamesAsHopelessIsNotRetried() {
        enqueue("hopeless", "a", "test.hopeless", Rules.NONE);
        JobView dead = awaitState("hopeless", "a", JobState.DEAD);
        assertThat(dead.standing().ending().reason()).isEqualTo(Reason.FATAL);
        assertThat(dead.error().type()).isEqualTo("java.io.FileNotFoundException");
    }

    @Test
    void aHandlerSaysWhenItsNextAttemptComes() {
        enqueue("later", "a", "test.later", Rules.NONE);
        JobView retrying = awaitState("later", "a", JobState.RETRYING);
        long inMs =
                retrying.standing().plannedAt() - retrying.attempts().getLast().finishedAt();
        assertThat(inMs).isBetween(3_590_000L, 3_610_000L);
    }

    private void awaitStuck(int slots) {
        await().untilAsserted(() ->
                assertThat(nodes.all().stream().mapToInt(NodeInfo::stuck).sum()).isEqualTo(slots));
    }

    private void enqueue(String queue, String id, String type, Rules rules) {
        enqueuer.enqueue(NewJob.of(type)
                .queue(queue)
                .id(id, "hash-of-" + id)
                .payload("{}")
                .rules(rules));
    }

    private JobView awaitState(String queue, String id, JobState state) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(jobs.find(queue, id).state()).isEqualTo(state));
        return jobs.find(queue, id);
    }
}

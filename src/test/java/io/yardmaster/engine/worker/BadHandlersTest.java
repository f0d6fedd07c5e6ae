package io.yardmaster.engine.worker;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.queues.QueueTuning;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.queue.Concurrency;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Handlers that do what none should: each failure is recorded, and the only slot of their queue is free again. */
@QuarkusTest
class BadHandlersTest {
    private static final int MILLION = 1_000_000;

    private final String queue = "bad-" + UUID.randomUUID();

    @Inject
    Enqueuer enqueuer;

    @Inject
    Jobs jobs;

    @Inject
    QueueTuning tuning;

    @Singleton
    @JobHandler("test.huge")
    static class Huge implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            return new Outcome.Succeeded("\"" + "x".repeat(10 * MILLION) + "\"");
        }
    }

    @Singleton
    @JobHandler("test.talker")
    static class Talker implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            for (int i = 0; i < MILLION; i++) {
                context.log("line " + i);
            }
            return Outcome.succeeded();
        }
    }

    @Singleton
    @JobHandler("test.error")
    static class Thrower implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            throw new AssertionError("this cannot be");
        }
    }

    @Singleton
    @JobHandler("test.null")
    static class Silent implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            return null;
        }
    }

    @Singleton
    @JobHandler("test.deep")
    static class Deep implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            return run(payload + depth(1), context);
        }

        private static int depth(int now) {
            return depth(now + 1) + 1;
        }
    }

    @Test
    void aResultOfTenMegabytesIsDeadAndNotKept() {
        JobView dead = run("test.huge", JobState.DEAD);
        assertThat(dead.error().type()).isEqualTo("ResultTooLarge");
        assertThat(dead.error().message()).contains("10000002 bytes", "at most 65536");
        assertThat(dead.result()).isNull();
    }

    @Test
    void ofAMillionLinesAThousandAreKept() {
        run("test.talker", JobState.COMPLETED);
        List<LogLine> lines = jobs.log(queue, "bad", 1_000, null).items();
        assertThat(lines).hasSizeLessThanOrEqualTo(1_000).hasSizeGreaterThan(900);
        assertThat(lines.getFirst().message()).isEqualTo("line 0");
        assertThat(jobs.log(queue, "bad", 1_000, null).nextCursor()).isNull();
    }

    @Test
    void anErrorIsAFailureLikeAnother() {
        JobView dead = run("test.error", JobState.DEAD);
        assertThat(dead.error().type()).isEqualTo("java.lang.AssertionError");
        assertThat(dead.error().message()).isEqualTo("this cannot be");
    }

    @Test
    void whoReturnsNothingHasSucceededWithoutAResult() {
        JobView completed = run("test.null", JobState.COMPLETED);
        assertThat(completed.result()).isNull();
        assertThat(completed.error()).isNull();
    }

    @Test
    void aStackThatOverflowsIsCutAndRecorded() {
        JobView dead = run("test.deep", JobState.DEAD);
        assertThat(dead.error().type()).isEqualTo("java.lang.StackOverflowError");
        assertThat(dead.error().stack().lines()).hasSizeLessThanOrEqualTo(60).anyMatch(line -> line.contains("depth"));
    }

    /** Runs a job and then another one in the only slot. */
    private JobView run(String type, JobState end) {
        tuning.change(queue, before -> before.withConcurrency(new Concurrency(null, 1, null, null)));
        enqueue("bad", type);
        JobView ended = ended(end, "bad");
        enqueue("next", "demo.noop");
        ended(JobState.COMPLETED, "next");
        return ended;
    }

    private void enqueue(String id, String type) {
        Rules once = Rules.NONE.with(Option.MAX_ATTEMPTS, 1L);
        enqueuer.enqueue(
                NewJob.of(type).queue(queue).id(id, "h").payload("\"\"").rules(once));
    }

    private JobView ended(JobState state, String id) {
        await(id).untilAsserted(() -> assertThat(jobs.find(queue, id).state()).isEqualTo(state));

        return jobs.find(queue, id);
    }
}

package io.yardmaster.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.node.Identity;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Attempt;
import io.yardmaster.job.Backoff;
import io.yardmaster.job.Jitter;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Reason;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the worker makes of jobs, on the running server. Each test has a queue of its own. */
@QuarkusTest
class WorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Backoff AT_ONCE = new Backoff(Backoff.Type.FIXED, 0, 0, Jitter.of(0));

    @Inject
    Enqueuer enqueuer;

    @Inject
    Jobs jobs;

    @Inject
    Queues queues;

    @Inject
    RedisLinks links;

    @Inject
    Identity me;

    @Test
    void aRecordThatWasEditedToNonsenseIsDeadAndTheOthersRun() {
        String queue = "edited";
        paused(queue);
        for (String id : List.of("nonsense", "gone", "format", "empty", "fine")) {
            enqueue(queue, id, "demo.noop", "{}", JobOptions.NONE);
        }
        String records = "ym:{" + queue + "}:records";
        ask(Command.HSET, records, "nonsense", "nonsense");
        ask(Command.HSET, records, "format", "\2\0\n\0aaaaaabbbbbb\1x");
        ask(Command.HSET, records, "empty", "");
        ask(Command.HDEL, records, "gone");
        queues.resume(queue);
        awaitState(queue, "fine", JobState.COMPLETED);
        for (String id : List.of("nonsense", "gone", "format", "empty")) {
            JobView dead = awaitState(queue, id, JobState.DEAD);
            assertThat(dead.job().ending().reason()).as(id).isEqualTo(Reason.BAD_PAYLOAD);
            assertThat(dead.job().ending().detail()).as(id).isNotBlank();
        }
        enqueue(queue, "later", "demo.noop", "{}", JobOptions.NONE);
        awaitState(queue, "later", JobState.COMPLETED);
    }

    @Test
    void aJobFailsIsRetriedAndSucceedsUnderRisingEpochs() {
        enqueue("retries", "a", "demo.fail", "{\"failures\": 2}", new JobOptions(3, AT_ONCE, null));
        JobView done = awaitState("retries", "a", JobState.COMPLETED);
        assertThat(done.attempts())
                .extracting(Attempt::outcome)
                .containsExactly(Attempt.End.FAILED, Attempt.End.FAILED, Attempt.End.SUCCEEDED);
        assertThat(done.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(done.attempts()).extracting(Attempt::epoch).isSorted().doesNotHaveDuplicates();
        assertThat(done.attempts()).extracting(Attempt::worker).containsOnly(me.id());
    }

    @Test
    void aRunBeyondItsTimeIsInterruptedAndFails() {
        enqueue("slow", "a", "demo.sleep", "{\"ms\": 60000}", new JobOptions(1, AT_ONCE, 100L));
        JobView dead = awaitState("slow", "a", JobState.DEAD);
        assertThat(dead.attempts().getFirst().outcome()).isEqualTo(Attempt.End.TIMEOUT);
        assertThat(dead.attempts().getFirst().error().message()).contains("100 ms");
    }

    @Test
    void aRunningJobThatIsCancelledStops() {
        enqueue("cancels", "a", "demo.sleep", "{\"ms\": 60000}", JobOptions.NONE);
        awaitState("cancels", "a", JobState.ACTIVE);
        assertThat(jobs.cancel("cancels", "a").cancelRequested()).isTrue();
        JobView cancelled = awaitState("cancels", "a", JobState.CANCELLED);
        assertThat(cancelled.attempts().getFirst().outcome()).isEqualTo(Attempt.End.CANCELLED);
        assertThat(cancelled.job().tally().failures()).isZero();
    }

    @Test
    void aTypeThatNobodyKnowsAndAPayloadThatDoesNotFitAreDeadAtOnce() {
        enqueue("fatal", "type", "no.such.type", "{}", JobOptions.NONE);
        enqueue("fatal", "payload", "demo.sleep", "{\"ms\": \"long\"}", JobOptions.NONE);
        assertThat(awaitState("fatal", "type", JobState.DEAD).job().ending().reason())
                .isEqualTo(Reason.UNKNOWN_HANDLER);
        JobView payload = awaitState("fatal", "payload", JobState.DEAD);
        assertThat(payload.job().ending().reason()).isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(payload.error().message()).contains("payload.ms");
    }

    @Test
    void aDelayedJobRunsWhenItIsDueAndNotBefore() {
        NewJob delayed = new NewJob(
                "demo.noop", "{}", "delays", "a", 10, new NewJob.Due.After(700), JobOptions.NONE, List.of(), "h", null);
        enqueuer.enqueue(delayed);
        JobView done = awaitState("delays", "a", JobState.COMPLETED);
        long late = done.claim().startedAt() - done.job().dueAt();
        assertThat(late).isBetween(0L, 5_000L);
    }

    @Test
    void manySuspectsRunOneAtATimeBesideTheOthers() {
        String queue = "suspects";
        paused(queue);
        for (int i = 0; i < 3; i++) {
            enqueue(queue, "s" + i, "demo.sleep", "{\"ms\": 300}", JobOptions.NONE);
            ask(Command.ZREM, "ym:{" + queue + "}:lane:0", "s" + i);
            ask(Command.ZADD, "ym:{" + queue + "}:lane:suspects", String.valueOf(i), "s" + i);
            markLostTwice(queue, "s" + i);
        }
        ask(Command.HSET, "ym:{" + queue + "}:meta", "suspects", "3");
        queues.resume(queue);
        long end = 0;
        for (int i = 0; i < 3; i++) {
            Attempt run =
                    awaitState(queue, "s" + i, JobState.COMPLETED).attempts().getLast();
            assertThat(run.startedAt()).isGreaterThanOrEqualTo(end);
            end = run.finishedAt();
        }
    }

    /** The fourth byte of a record counts the workers that were lost. */
    private void markLostTwice(String queue, String id) {
        String records = "ym:{" + queue + "}:records";
        byte[] record = RedisLink.await(
                        links.rest().send(Request.cmd(Command.HGET).arg(records).arg(id)))
                .toBytes();
        record[3] = 2;
        RedisLink.await(
                links.rest().send(Request.cmd(Command.HSET).arg(records).arg(id).arg(record)));
    }

    private void ask(Command command, String... args) {
        Request request = Request.cmd(command);
        List.of(args).forEach(request::arg);
        RedisLink.await(links.rest().send(request));
    }

    private void paused(String queue) {
        enqueue(queue, "first", "demo.noop", "{}", JobOptions.NONE);
        awaitState(queue, "first", JobState.COMPLETED);
        queues.pause(queue);
    }

    private void enqueue(String queue, String id, String type, String payload, JobOptions options) {
        enqueuer.enqueue(
                new NewJob(type, payload, queue, id, 10, NewJob.Due.NOW, options, List.of(), "hash-of-" + id, null));
    }

    private JobView awaitState(String queue, String id, JobState state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(jobs.find(queue, id).state()).isEqualTo(state));
        return jobs.find(queue, id);
    }
}

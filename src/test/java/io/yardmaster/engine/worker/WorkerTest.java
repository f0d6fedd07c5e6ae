package io.yardmaster.engine.worker;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.node.Identity;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Samples;
import io.yardmaster.job.Standing;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the worker makes of jobs, on the running server. Each test has a queue of its own. */
@QuarkusTest
class WorkerTest {
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
            enqueue(queue, id, "demo.noop", "{}", Rules.NONE);
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
            assertThat(dead.unreadable()).as(id).startsWith("its record cannot be read");
        }
        enqueue(queue, "later", "demo.noop", "{}", Rules.NONE);
        awaitState(queue, "later", JobState.COMPLETED);
    }

    @Test
    void aJobFailsIsRetriedAndSucceedsUnderRisingEpochs() {
        enqueue("retries", "a", "demo.fail", "{\"failures\": 2}", Samples.rules(3, AT_ONCE, null));
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
        enqueue("slow", "a", "demo.sleep", "{\"ms\": 60000}", Samples.rules(1, AT_ONCE, 100L));
        JobView dead = awaitState("slow", "a", JobState.DEAD);
        assertThat(dead.attempts().getFirst().outcome()).isEqualTo(Attempt.End.TIMEOUT);
        assertThat(dead.attempts().getFirst().error().message()).contains("100 ms");
    }

    @Test
    void aRunningJobThatIsCancelledStops() {
        enqueue("cancels", "a", "demo.sleep", "{\"ms\": 60000}", Rules.NONE);
        awaitState("cancels", "a", JobState.ACTIVE);
        Standing told = jobs.cancel("cancels", "a").standing();
        boolean stops = told instanceof Standing.Active active && active.cancelRequested();
        assertThat(stops || told instanceof Standing.Cancelled)
                .as("it was told to stop, or has stopped already: %s", told)
                .isTrue();
        JobView cancelled = awaitState("cancels", "a", JobState.CANCELLED);
        assertThat(cancelled.attempts().getFirst().outcome()).isEqualTo(Attempt.End.CANCELLED);
        assertThat(cancelled.job().tally().failures()).isZero();
    }

    @Test
    void aTypeThatNobodyKnowsWaitsAndAWrongPayloadIsDead() {
        enqueue("fatal", "type", "no.such.type", "{}", Rules.NONE);
        enqueue("fatal", "payload", "demo.sleep", "{\"ms\": \"long\"}", Rules.NONE);
        JobView payload = awaitState("fatal", "payload", JobState.DEAD);
        assertThat(payload.standing().ending().reason()).isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(payload.error().message()).contains("payload.ms");
        JobView waits = awaitState("fatal", "type", JobState.WAITING);
        assertThat(waits.attempts()).isEmpty();
        assertThat(waits.job().tally()).isEqualTo(Tally.NONE);
    }

    @Test
    void aDelayedJobRunsWhenItIsDueAndNotBefore() {
        NewJob delayed = NewJob.of("demo.noop")
                .queue("delays")
                .id("a", "h")
                .payload("{}")
                .due(new NewJob.Due.After(700));
        enqueuer.enqueue(delayed);
        JobView done = awaitState("delays", "a", JobState.COMPLETED);
        long late = done.standing().claim().startedAt() - done.job().dueAt();
        assertThat(late).isBetween(0L, 5_000L);
    }

    @Test
    void manySuspectsRunOneAtATimeBesideTheOthers() {
        String queue = "suspects";
        paused(queue);
        for (int i = 0; i < 3; i++) {
            enqueue(queue, "s" + i, "demo.sleep", "{\"ms\": 300}", Rules.NONE);
            ask(Command.ZREM, "ym:{" + queue + "}:lane:0", "s" + i);
            ask(Command.ZADD, "ym:{" + queue + "}:lane:suspects", String.valueOf(i), "s" + i);
            markLostTwice(queue, "s" + i);
        }
        ask(Command.ZADD, "ym:{" + queue + "}:lanes", "0", "suspects");
        ask(Command.HSET, "ym:{" + queue + "}:meta", "lanes", "1");
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
        enqueue(queue, "first", "demo.noop", "{}", Rules.NONE);
        awaitState(queue, "first", JobState.COMPLETED);
        queues.pause(queue);
    }

    private void enqueue(String queue, String id, String type, String payload, Rules options) {
        enqueuer.enqueue(NewJob.of(type)
                .queue(queue)
                .id(id, "hash-of-" + id)
                .payload(payload)
                .rules(options));
    }

    private JobView awaitState(String queue, String id, JobState state) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(jobs.find(queue, id).state()).isEqualTo(state));
        return jobs.find(queue, id);
    }
}

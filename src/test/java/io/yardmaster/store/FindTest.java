package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Attempt;
import io.yardmaster.job.Backoff;
import io.yardmaster.job.Claim;
import io.yardmaster.job.Ending;
import io.yardmaster.job.Jitter;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Origin;
import io.yardmaster.job.Reason;
import io.yardmaster.job.Tally;
import io.yardmaster.store.call.Settlement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @ParameterizedTest
    @EnumSource
    void everyStateIsFoundAsWhatItIs(JobState state) {
        yard.enqueue("a");
        States.put(yard, "a", state);
        JobView view = find("a");
        boolean ran = state == JobState.ACTIVE || state == JobState.COMPLETED;
        assertThat(view.state()).isEqualTo(state);
        assertThat(view.job().payload()).isEqualTo("{\"of\":\"a\"}");
        assertThat(view.stateAt() == null).isEqualTo(state == JobState.WAITING || state == JobState.ACTIVE);
        assertThat(view.claim() != null).isEqualTo(ran);
        assertThat(view.leaseUntil() != null).isEqualTo(state == JobState.ACTIVE);
    }

    @Test
    void everyFieldOfARecordComesBack() {
        Backoff backoff = new Backoff(Backoff.Type.POLYNOMIAL, 1_234_567, 7_654_321, Jitter.of(0.3));
        Job full = new Job(
                "full:1",
                Yard.QUEUE,
                "type.x",
                "{\"n\":123456789012345678901234567890.10,\"s\":\"ü𝄞\"}",
                100,
                Yard.AT,
                Yard.AT + 1,
                new JobOptions(100, backoff, JobOptions.LONGEST_TIMEOUT_MS),
                List.of("a", "ä b", ""),
                new Tally(99, 2, 100),
                new Origin("null", "source:1"),
                new Ending(Reason.BY_USER, "wörd"));
        yard.enqueue(full);
        assertThat(find("full:1").job()).isEqualTo(full);
        Job bare = new Job(
                "b",
                Yard.QUEUE,
                "t",
                null,
                1,
                0,
                0,
                new JobOptions(null, new Backoff(Backoff.Type.FIXED, 0, 0, Jitter.FULL), null),
                List.of(),
                Tally.NONE,
                Origin.NONE,
                new Ending(Reason.EXHAUSTED, null));
        yard.enqueue(bare);
        assertThat(find("b").job()).isEqualTo(bare);
    }

    @Test
    void aCompletedJobShowsTheRunThatCompletedIt() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        yard.complete(claim, "a");
        Attempt last = find("a").attempts().getLast();
        assertThat(last.outcome()).isEqualTo(Attempt.End.SUCCEEDED);
        assertThat(last.epoch()).isEqualTo(claim.epoch());
        assertThat(last.worker()).isEqualTo("w");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "\1", "\1\1\n\0", "\t\0\n\0abcdefghijklmnop"})
    void aRecordEditedByHandIsStoodInFor(String record) {
        yard.enqueue("a", "b");
        yard.ask(Command.HSET, yard.keys.records, "a", record);
        JobView view = find("a");
        assertThat(view.state()).isEqualTo(JobState.WAITING);
        assertThat(view.job().ending().reason()).isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(yard.reader.findAll(Yard.QUEUE, List.of("a", "b"))).hasSize(2);
    }

    @Test
    void othersEditsOfHoldAndHistoryHarmNothing() {
        yard.enqueue("a", "b", "c");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b", "c");
        yard.ask(Command.HSET, yard.keys.active, "a", "nonsense");
        yard.ask(Command.HSET, yard.keys.errors, "b", "0000{nonsense");
        yard.ask(Command.HSET, yard.keys.progress, "b", "[");
        yard.ask(Command.HSET, yard.keys.errors, "c", "nonsense");
        Attempt attempt = Yard.attempt(claim, 1, Attempt.End.FATAL, null);
        assertThat(find("c").attempts()).isEmpty();
        yard.settle(new Settlement(claim, Settlement.To.DEAD, 0, Yard.job("c"), attempt));
        assertThat(find("c").attempts()).containsExactly(attempt);
        assertThat(find("a").claim()).isEqualTo(new Claim(0, 0, "nobody"));
        assertThat(find("b").attempts()).isEmpty();
        assertThat(find("b").progress()).isNull();
    }

    @Test
    void manyAreFoundInTheirOrderAndTheGoneAreLeftOut() {
        String[] ids = IntStream.range(0, 130).mapToObj(i -> "id" + i).toArray(String[]::new);
        yard.enqueue(ids);
        yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("id0", "id77"));
        assertThat(yard.reader.findAll(Yard.QUEUE, List.of(ids)))
                .extracting(view -> view.job().id())
                .hasSize(128)
                .startsWith("id1", "id2")
                .doesNotContain("id77");
    }

    @Test
    void queuesAreAskedForAnIdInOneRound() {
        yard.enqueue("a");
        yard.queues.register("other");
        assertThat(yard.reader.holders(List.of("other", Yard.QUEUE), "a")).containsExactly(Yard.QUEUE);
        assertThat(yard.reader.holders(List.of("other", Yard.QUEUE), "none")).isEmpty();
        assertThat(yard.reader.holders(List.of(), "a")).isEmpty();
    }

    private static JobView find(String id) {
        return yard.reader.find(Yard.QUEUE, id).orElseThrow();
    }
}

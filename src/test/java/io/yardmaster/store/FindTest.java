package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Option;
import io.yardmaster.job.Past;
import io.yardmaster.job.Samples;
import io.yardmaster.job.Standing;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    /** States without an instant of their own. */
    private static final Set<JobState> UNTIMED = Set.of(JobState.WAITING, JobState.ACTIVE, JobState.BLOCKED);

    @ParameterizedTest
    @EnumSource
    void everyStateIsFoundAsWhatItIs(JobState state) {
        yard.enqueue("a");
        States.put(yard, "a", state);
        JobView view = find("a");
        boolean ran = state == JobState.ACTIVE || state == JobState.COMPLETED;
        assertThat(view.state()).isEqualTo(state);
        assertThat(view.job().payload()).isEqualTo("{\"of\":\"a\"}");
        assertThat(view.standing().instant() == null).isEqualTo(UNTIMED.contains(state));
        assertThat(view.standing().claim() != null).isEqualTo(ran);
        boolean leased = view.standing() instanceof Standing.Active active && active.leaseUntil() != null;
        assertThat(leased).isEqualTo(state == JobState.ACTIVE);
    }

    @Test
    void everyFieldOfARecordComesBack() {
        Backoff backoff = new Backoff(Backoff.Type.POLYNOMIAL, 1_234_567, 7_654_321, Jitter.of(0.3));
        Job full = new Job(
                "full:1",
                Yard.QUEUE,
                new Work(
                        "type.x",
                        "{\"n\":123456789012345678901234567890.10,\"s\":\"ü𝄞\"}",
                        100,
                        List.of("a", "ä b", "")),
                Samples.rules(100, backoff, Option.TIMEOUT_MS.most()),
                Times.of(Yard.AT, Yard.AT + 1),
                new Past(new Tally(99, 2, 100), "null", "source:1", null, null));
        yard.enqueue(full);
        assertThat(find("full:1").job()).isEqualTo(full);
        Job bare = new Job(
                "b",
                Yard.QUEUE,
                new Work("t", null, 1, List.of()),
                Samples.rules(null, new Backoff(Backoff.Type.FIXED, 0, 0, Jitter.FULL), null),
                Times.of(0, 0),
                Past.NONE);
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
        yard.ask(Command.HSET, yard.keys.of(Key.RECORDS), "a", record);
        JobView view = find("a");
        assertThat(view.state()).isEqualTo(JobState.WAITING);
        assertThat(view.unreadable()).startsWith("its record cannot be read");
        assertThat(yard.reader.findAll(Yard.QUEUE, List.of("a", "b"))).hasSize(2);
    }

    @Test
    void othersEditsOfHoldAndHistoryHarmNothing() {
        yard.enqueue("a", "b", "c");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b", "c");
        yard.ask(Command.HSET, yard.keys.of(Key.ACTIVE), "a", "nonsense");
        yard.ask(Command.HSET, yard.keys.of(Key.ERRORS), "b", "0000{nonsense");
        yard.ask(Command.HSET, yard.keys.of(Key.PROGRESS), "b", "[");
        yard.ask(Command.HSET, yard.keys.of(Key.ERRORS), "c", "nonsense");
        Attempt attempt = Yard.attempt(claim, 1, Attempt.End.FATAL, null);
        assertThat(find("c").attempts()).isEmpty();
        yard.settle(Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("c"), attempt));
        assertThat(find("c").attempts()).containsExactly(attempt);
        assertThat(find("a").standing().claim()).isEqualTo(new Claim(0, 0, "nobody"));
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

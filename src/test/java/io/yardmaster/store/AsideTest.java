package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Option;
import io.yardmaster.job.Past;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.store.JobStore.Moved;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal.Part;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.cluster.AsideStore;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What bulk acts took away comes back as it was, where its place is free. */
class AsideTest {
    private static final Part PART = new Part("op:1", 60_000);

    @RegisterExtension
    static final Yard yard = new Yard();

    @AfterEach
    void recount() {
        Recount.agrees(yard, "at the end");
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITING", "SCHEDULED", "RETRYING", "COMPLETED", "CANCELLED"})
    void whatWasRemovedComesBackOnceAsItWas(JobState state) {
        yard.enqueue("a", "other");
        States.put(yard, "a", state);
        JobView before = find("a");
        long bytes = completedBytes();
        assertThat(remove(state, "a")).containsExactly("a");
        assertThat(yard.reader.find(Yard.QUEUE, "a")).isEmpty();
        assertThat(asides().size(Yard.QUEUE, "op:1")).isPositive();
        assertThat(yard.ask(Command.PTTL, yard.keys.aside("op:1")).toLong()).isBetween(1L, 60_000L);
        assertThat(restore()).isEqualTo(1);
        assertThat(restore()).isZero();
        assertThat(find("a")).isEqualTo(before);
        assertThat(yard.statesOf("a")).containsExactly(state);
        assertThat(completedBytes()).isEqualTo(bytes);
    }

    @Test
    void aDeadJobComesBackWithItsAttemptsIntoItsGroup() {
        die("no", "a", "b");
        JobView before = find("a");
        assertThat(remove(JobState.DEAD, "a", "b")).hasSize(2);
        Recount.agrees(yard, "after the removal");
        assertThat(restore()).isEqualTo(2);
        assertThat(find("a")).isEqualTo(before);
        assertThat(before.attempts()).isNotEmpty();
        assertThat(yard.ask(Command.HGET, yard.keys.of(Key.NAMED), "a").toString())
                .isEqualTo("hash-of-a");
        assertThat(yard.ask(Command.ZCARD, yard.keys.of(Key.FORGET)).toInteger())
                .isZero();
        assertThat(yard.ask(Command.HLEN, yard.keys.of(Key.PRINTS)).toInteger()).isEqualTo(2);
    }

    @Test
    void aPlaceThatIsTakenStaysTaken() {
        yard.enqueue(unique("a", "k1"), unique("b", "k2"), unique("c", "k3"));
        remove(JobState.WAITING, "a", "b", "c");
        yard.ask(Command.DEL, yard.keys.of(Key.NAMED)); // as after an hour
        yard.enqueue(unique("b", "k9"), unique("d", "k3"));
        assertThat(restore()).as("id b and key k3 are taken").isEqualTo(1);
        assertThat(yard.statesOf("a")).containsExactly(JobState.WAITING);
        assertThat(yard.reader.find(Yard.QUEUE, "c")).isEmpty();
        assertThat(find("b").job().rules().unique().key()).isEqualTo("k9");
        assertThat(yard.ask(Command.HGET, yard.keys.of(Key.UNIQUE), "k1").toString())
                .isEqualTo("a");
    }

    @Test
    void whatWasRetriedIsDeadAgainUnlessItHasBegun() {
        die("no", "a", "b", "c");
        JobView before = find("a");
        assertThat(retry("a", "b", "c")).allMatch(Moved::done);
        yard.turnOut("b");
        yard.settle(Yard.settlement(yard.turnOut("c"), Settlement.To.WAITING, 0, failedOnce("c"), null));
        assertThat(restore()).isEqualTo(1);
        assertThat(find("a")).isEqualTo(before);
        assertThat(yard.statesOf("a")).containsExactly(JobState.DEAD);
        assertThat(yard.statesOf("b")).containsExactly(JobState.ACTIVE);
        assertThat(yard.statesOf("c")).containsExactly(JobState.WAITING);
        assertThat(restore()).isZero();
    }

    @Test
    void aMemberOfAWorkflowIsGoneForGood() {
        Job member = Yard.job("m");
        Past past = Past.of(new Past.Member("w1", 1, Past.Before.NOTHING, false));
        yard.enqueue(new Job("m", Yard.QUEUE, member.work(), member.rules(), member.times(), past));
        yard.ask(Command.HSET, yard.keys.of(Key.MEMBERS), "m", "w1 1");
        assertThat(remove(JobState.WAITING, "m")).containsExactly("m");
        assertThat(asides().size(Yard.QUEUE, "op:1")).isZero();
        assertThat(restore()).isZero();
    }

    @Test
    void whatIsForgottenOrOfADeletedQueueStaysAway() {
        yard.enqueue("a", "b");
        remove(JobState.WAITING, "a");
        asides().forget(Yard.QUEUE, "op:1");
        assertThat(restore()).isZero();
        remove(JobState.WAITING, "b");
        yard.ask(Command.DEL, yard.keys.of(Key.META));
        assertThat(restore()).isZero();
    }

    private static AsideStore asides() {
        return new AsideStore(yard.links);
    }

    private static List<String> remove(JobState from, String... ids) {
        return yard.jobs.remove(Yard.QUEUE, from, null, List.of(ids), PART);
    }

    private static int restore() {
        return asides().restore(Yard.QUEUE, "op:1");
    }

    private static List<Moved> retry(String... ids) {
        List<Move> moves = Stream.of(ids)
                .map(id -> new Move(
                        id,
                        JobState.DEAD,
                        JobState.WAITING,
                        new Written(find(id).job().afresh(null, Yard.AT + 9), null)))
                .toList();
        return yard.jobs.moveAll(Yard.QUEUE, moves, PART);
    }

    private static Job failedOnce(String id) {
        Job job = find(id).job();
        return job.with(new io.yardmaster.job.Tally(1, 0, 0));
    }

    private static Job unique(String id, String key) {
        Job job = Yard.job(id);
        return new Job(
                id,
                Yard.QUEUE,
                job.work(),
                job.rules().with(Option.UNIQUE, new Unique(key, 60_000, Unique.Until.FINISH)),
                job.times(),
                job.past());
    }

    private static void die(String message, String... ids) {
        yard.enqueue(ids);
        Claim claim = yard.hold("w", Yard.LEASE_MS, ids);
        yard.settle(Stream.of(ids)
                .map(id -> {
                    JobError error = JobError.of("Boom", message).in("demo.noop");
                    return Yard.settlement(
                            claim,
                            Settlement.To.DEAD,
                            0,
                            Yard.job(id),
                            Yard.attempt(claim, 1, Attempt.End.FATAL, error));
                })
                .toArray(Settlement[]::new));
    }

    private static JobView find(String id) {
        return yard.reader.find(Yard.QUEUE, id).orElseThrow();
    }

    private static long completedBytes() {
        return yard.queues.kept(List.of(Yard.QUEUE)).getFirst().completedBytes();
    }
}

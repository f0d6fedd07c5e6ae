package io.yardmaster.engine.bulk;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.operation.Carrier;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.StoreAwayException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bulk acts that somebody stops, or whose node ends, on two nodes with one store. */
class OperationsTest {
    static final int JOBS = 1_000;

    @RegisterExtension
    static final Yard yard = new Yard();

    private WatchedNode first;
    private WatchedNode second;

    @BeforeEach
    void nodes() {
        first = new WatchedNode(yard, "first");
        second = new WatchedNode(yard, "second");
        for (int from = 0; from < JOBS; from += 100) {
            yard.enqueue(
                    IntStream.range(from, from + 100).mapToObj(i -> "j" + i).toArray(String[]::new));
        }
        IntStream.range(0, JOBS).forEach(i -> yard.ask(Command.ZADD, yard.keys.of(Key.DEAD), 1 + i / 7, "j" + i));
        yard.ask(Command.DEL, (Object) yard.keys.of(Key.LANE));
    }

    @Test
    void anotherNodeCarriesOnWhatAKilledOneLeft() {
        first.diesAfter = 2;
        assertThatThrownBy(() -> first.purge()).isInstanceOf(StoreAwayException.class);
        Operation left = second.node.records.all().getFirst();
        assertThat(left.done()).isEqualTo(400);
        second.node.turn();
        assertThat(second.slices.get()).as("it is still held").isZero();
        lapse(left.id());
        second.node.turn();
        assertDoneBySecond(left.id(), JOBS);
        assertThat(second.slices.get()).as("goes on from the cursor").isEqualTo(4);
    }

    @Test
    void whatTwoNodesTookAwayIsUndoneAsOne() {
        first.diesAfter = 2;
        assertThatThrownBy(() -> first.purge()).isInstanceOf(StoreAwayException.class);
        String id = second.node.records.all().getFirst().id();
        lapse(id);
        second.node.turn();
        assertDoneBySecond(id, JOBS);
        assertThat(second.node.undoing.undo(id).orElseThrow().undo().undone()).isEqualTo(JOBS);
        assertThat(yard.count(JobState.DEAD)).isEqualTo(JOBS);
    }

    @Test
    void whatIsNotKeptOrTooLongAgoOrRunsCannotBeUndone() throws Exception {
        Operation nothing = first.purge("demo.other");
        assertThat(nothing.undoUntil()).isNull();
        refuses(first.node, nothing.id(), "the operation cannot be undone");
        first.waits = new CountDownLatch(1);
        CompletableFuture<Operation> run = CompletableFuture.supplyAsync(first::purge);
        await().until(() -> first.slices.get() > 5);
        String id = first.node.records.all().stream()
                .filter(one -> one.state() == Operation.State.RUNNING)
                .findFirst()
                .orElseThrow()
                .id();
        refuses(first.node, id, "the operation is running: stop it first");
        first.waits.countDown();
        long until = run.get().undoUntil();
        assertThat(until).isEqualTo(run.get().startedAt() + 900_000);
        refuses(at(until + 1), id, "15 minutes, which are over");
        Operation undone = at(until).undoing.undo(id).orElseThrow();
        assertThat(undone.state()).isEqualTo(Operation.State.UNDONE);
        assertThat(at(until).undoing.undo(id)).as("again").contains(undone);
        assertThat(first.node.undoing.undo("never-was")).isEmpty();
    }

    private static Carrier at(long now) {
        return new Carrier(yard, "later", null, () -> Instant.ofEpochMilli(now));
    }

    private static void refuses(Carrier node, String id, String why) {
        assertThatThrownBy(() -> node.undoing.undo(id))
                .isInstanceOf(Operation.NotUndoableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatWasPassedOverIsNotLookedAtAgain() {
        first.diesAfter = 3;
        assertThatThrownBy(() -> first.purge("demo.other")).isInstanceOf(StoreAwayException.class);
        String id = second.node.records.all().getFirst().id();
        lapse(id);
        second.node.turn();
        await().until(() -> second.node.records.one(id).orElseThrow().state() == Operation.State.DONE);
        assertThat(second.slices.get()).isEqualTo(3);
        assertThat(yard.count(JobState.DEAD)).isEqualTo(JOBS);
    }

    @Test
    void aStopLeavesItAfterTheSliceAndAnotherNodeTakesItAtOnce() throws Exception {
        first.waits = new CountDownLatch(1);
        CompletableFuture<Operation> run = CompletableFuture.supplyAsync(first::purge);
        await().until(() -> first.slices.get() == 1);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(first.node.operations()::stop);
        await().until(() -> first.node.isStopping());
        first.waits.countDown();
        stop.get();
        Operation left = run.get();
        assertThat(left.state()).isEqualTo(Operation.State.RUNNING);
        assertThat(left.done()).isEqualTo(200);
        second.node.turn();
        assertDoneBySecond(left.id(), JOBS);
        assertThat(first.purge().state()).as("begun while it stops").isEqualTo(Operation.State.RUNNING);
    }

    @Test
    void aNodeThatWasThoughtDeadOverwritesNothing() throws Exception {
        first.waits = new CountDownLatch(1);
        CompletableFuture<Operation> run = CompletableFuture.supplyAsync(first::purge);
        await().until(() -> first.slices.get() == 1);
        String id = second.node.records.all().getFirst().id();
        lapse(id);
        second.node.turn();
        assertDoneBySecond(id, JOBS - 200); // the slice that was under way is not counted twice
        first.waits.countDown();
        run.get();
        assertThat(second.node.records.one(id).orElseThrow().state()).isEqualTo(Operation.State.DONE);
        assertThat(first.slices.get()).isEqualTo(1);
    }

    @Test
    void whatOnlyItsNodeCouldDoHasFailedWithIt() {
        CountDownLatch never = new CountDownLatch(1);
        Operation fsck = first.node.operations().begin("fsck", Actor.SERVER, done -> {
            done.accept(7);
            awaitQuietly(never);
            return null;
        });
        await().until(() -> second.node.records.one(fsck.id()).orElseThrow().done() == 7);
        lapse(fsck.id());
        second.node.turn();
        Operation failed = second.node.records.one(fsck.id()).orElseThrow();
        assertThat(failed.state()).isEqualTo(Operation.State.FAILED);
        assertThat(failed.finishedAt()).isNotNull();
        never.countDown();
    }

    @Test
    void whoIsAskedToStopDoesSoAfterTheSlice() throws Exception {
        first.waits = new CountDownLatch(1);
        CompletableFuture<Operation> run = CompletableFuture.supplyAsync(first::purge);
        await().until(() -> first.slices.get() == 1);
        String id = second.node.records.all().getFirst().id();
        assertThat(second.node.records.cancel(id))
                .get()
                .extracting(Operation::state)
                .isEqualTo(Operation.State.RUNNING);
        first.waits.countDown();
        assertThat(run.get().state()).isEqualTo(Operation.State.CANCELLED);
        Operation ended = second.node.records.one(id).orElseThrow();
        assertThat(ended.done()).isEqualTo(200);
        assertThat(ended.finishedAt()).isNotNull();
        assertThat(second.node.records.cancel(id)).as("again").contains(ended);
        assertThat(second.node.records.cancel("never-was")).isEmpty();
    }

    private void assertDoneBySecond(String id, long done) {
        await().until(() -> second.node.records.one(id).orElseThrow().state() != Operation.State.RUNNING);
        Operation ended = second.node.records.one(id).orElseThrow();
        assertThat(ended.state()).isEqualTo(Operation.State.DONE);
        assertThat(ended.done()).isEqualTo(done);
        assertThat(yard.count(JobState.DEAD)).isZero();
        assertThat(yard.ask(Command.HLEN, (Object) Keys.OPERATION_HOLDS).toLong())
                .isZero();
    }

    /** As after a while without a sign of life of its node. */
    private static void lapse(String id) {
        yard.ask(Command.HSET, Keys.OPERATION_HOLDS, id, "1 first");
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}

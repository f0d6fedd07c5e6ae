package io.yardmaster.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.job.JobState;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bulk acts at a rate, by a clock that only their pauses move. */
class PacedOperationsTest {
    private static final int JOBS = OperationsTest.JOBS;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final AtomicLong now = new AtomicLong(Yard.AT);
    private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void die() {
        for (int from = 0; from < JOBS; from += 100) {
            yard.enqueue(
                    IntStream.range(from, from + 100).mapToObj(i -> "j" + i).toArray(String[]::new));
        }
        IntStream.range(0, JOBS).forEach(i -> yard.ask(Command.ZADD, yard.keys.of(Key.DEAD), 1 + i / 7, "j" + i));
        yard.ask(Command.DEL, (Object) yard.keys.of(Key.LANE));
    }

    @Test
    void takesAsLongAsItsRateAsks() {
        WatchedNode node = node("first", () -> {});
        Operation ended = awaitEnd(node, node.purge(null, 600).id());
        assertThat(ended.state()).isEqualTo(Operation.State.DONE);
        assertThat(ended.done()).isEqualTo(JOBS);
        assertThat(ended.ratePerMinute()).isEqualTo(600);
        assertThat(now.get() - Yard.AT).as("100 slices of 10, a second apart").isEqualTo(99_000);
    }

    @Test
    void aSliceOfOneTypeIsNoLarger() {
        WatchedNode node = node("first", () -> {});
        String type = yard.reader.find(Yard.QUEUE, "j0").orElseThrow().job().type();
        Operation ended = awaitEnd(node, node.purge(type, 600).id());
        assertThat(ended.done()).isEqualTo(JOBS);
        assertThat(now.get() - Yard.AT).isEqualTo(99_000);
    }

    @Test
    void whatIsOfAnotherTypeNeedsNoPause() {
        WatchedNode node = node("first", () -> {});
        awaitEnd(node, node.purge("demo.other", 1).id());
        assertThat(pauses).isEmpty();
    }

    @Test
    void aStopIsHeardWhileItWaits() {
        WatchedNode[] node = new WatchedNode[1];
        node[0] = node("first", () -> node[0].node.records.cancel(running(node[0])));
        Operation ended = awaitEnd(node[0], node[0].purge(null, 1).id());
        assertThat(ended.state()).isEqualTo(Operation.State.CANCELLED);
        assertThat(ended.done()).isEqualTo(1);
        assertThat(pauses).as("of the minute").containsExactly(1_000L);
    }

    @Test
    void whoCarriesItOnWaitsUntilItsTimeToo() {
        WatchedNode first = node("first", () -> {});
        first.diesAfter = 1;
        CompletableFuture.runAsync(() -> first.purge(null, 1));
        await().until(() -> first.isDead);
        now.set(Yard.AT + 50_000);
        pauses.clear();
        WatchedNode second = node("second", () -> {});
        second.diesAfter = 1;
        String id = running(second);
        yard.ask(Command.HSET, Keys.OPERATION_HOLDS, id, "1 first");
        second.node.turn();
        await().until(() -> second.node.records.one(id).orElseThrow().done() == 2);
        assertThat(pauses.subList(0, 10)).as("ten seconds are left").containsOnly(1_000L);
        assertThat(now.get()).isGreaterThanOrEqualTo(Yard.AT + 60_000);
    }

    @Test
    void aNodeThatStopsLeavesItAtOnce() {
        WatchedNode[] node = new WatchedNode[1];
        node[0] = node("first", () -> {
            CompletableFuture.runAsync(node[0].node.operations()::stop);
            await().until(node[0].node::isStopping);
        });
        String id = node[0].purge(null, 1).id();
        await().until(() -> free(id));
        assertThat(node[0].node.records.one(id).orElseThrow().done()).isEqualTo(1);
        assertThat(yard.count(JobState.DEAD)).isEqualTo(JOBS - 1);
    }

    @Test
    void oneThatOutlastsItsUndoIsFinal() {
        WatchedNode node = node("first", () -> {});
        assertThat(awaitEnd(node, node.purge("demo.other", 66).id()).undo()).isNull();
        assertThat(node.purge(null, 66).undo()).as("1,000 jobs take 15 m 9 s").isNull();
    }

    private WatchedNode node(String name, Runnable whileItWaits) {
        return new WatchedNode(yard, name, () -> Instant.ofEpochMilli(now.get()), ms -> {
            pauses.add(ms);
            now.addAndGet(ms);
            whileItWaits.run();
        });
    }

    private static Operation awaitEnd(WatchedNode node, String id) {
        await().until(() -> node.node.records.one(id).orElseThrow().finishedAt() != null);
        return node.node.records.one(id).orElseThrow();
    }

    private static String running(WatchedNode node) {
        return node.node.records.all().stream()
                .filter(one -> one.state() == Operation.State.RUNNING)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static boolean free(String id) {
        String hold = yard.ask(Command.HGET, Keys.OPERATION_HOLDS, id).toString();
        return Long.parseLong(hold.split(" ")[0]) <= System.currentTimeMillis();
    }
}

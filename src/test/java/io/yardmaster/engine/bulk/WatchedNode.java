package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.operation.Carrier;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.Pace;
import io.yardmaster.engine.operation.Walks;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.store.FailureStore;
import io.yardmaster.store.Yard;
import io.yardmaster.store.redis.StoreAwayException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** A node whose slices can be watched, held up, and cut off. */
final class WatchedNode {
    final Carrier node;
    final AtomicInteger slices = new AtomicInteger();
    int diesAfter = Integer.MAX_VALUE;
    volatile boolean isDead;
    CountDownLatch waits = new CountDownLatch(0);

    WatchedNode(Yard yard, String name) {
        this(yard, name, yard.clock, null);
    }

    /** @param pause in place of waiting so many milliseconds; null to wait */
    WatchedNode(Yard yard, String name, InstantSource clock, LongConsumer pause) {
        FailureStore failures = new FailureStore(yard.links, yard.queues, yard.clock);
        Acts acts = new Acts(
                new DeadShelves(yard.reader, yard.places, failures), null, yard.jobs, text -> text, yard.clock);
        node = new Carrier(yard, name, (plan, aside) -> watched(acts.of(plan, aside)), clock, pause);
    }

    Operation purge() {
        return purge(null);
    }

    Operation purge(String type) {
        return purge(type, null);
    }

    Operation purge(String type, Integer perMinute) {
        BulkPlan plan = new BulkPlan(
                BulkPlan.PURGE,
                Yard.QUEUE,
                JobState.DEAD,
                type,
                OperationsTest.JOBS,
                List.of(DeadShelves.WHOLE),
                null,
                null);
        return node.operations().run(plan.at(Pace.of(perMinute)), OperationsTest.JOBS, Actor.SERVER);
    }

    private Walks.Slices watched(Walks.Slices real) {
        return new Walks.Slices() {
            @Override
            public boolean isOver() {
                return real.isOver();
            }

            @Override
            public int next() {
                if (slices.get() == diesAfter) {
                    isDead = true;
                    throw new StoreAwayException("the node is killed here", null);
                }
                slices.incrementAndGet();
                int acted = real.next();
                OperationsTest.awaitQuietly(waits);
                return acted;
            }

            @Override
            public long failed() {
                return real.failed();
            }

            @Override
            public BulkPlan plan() {
                return real.plan();
            }
        };
    }
}

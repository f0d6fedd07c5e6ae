package io.yardmaster.engine.operation;

import io.yardmaster.engine.operation.Walks.Slices;
import io.yardmaster.store.cluster.OperationStore.Held;
import io.yardmaster.store.redis.StoreAwayException;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Carries one bulk act out: a slice, a note of how far it is, a pause where its pace asks for one, and so on. */
final class OperationWalk {
    private static final Logger LOG = Logger.getLogger(OperationWalk.class);

    /** While it waits it says so often that its node lives, and looks whether it is to stop. */
    private static final long STEP_MS = 1_000;

    private final OperationRecords records;
    private final Walks walks;
    private final Undoing undoing;
    private final InstantSource clock;
    private final Node node;

    /** The node that carries it out. @param isStopping true once it ends @param pause waits so many milliseconds */
    record Node(BooleanSupplier isStopping, LongConsumer pause) {}

    OperationWalk(OperationRecords records, Walks walks, Undoing undoing, InstantSource clock, Node node) {
        this.records = records;
        this.walks = walks;
        this.undoing = undoing;
        this.clock = clock;
        this.node = node;
    }

    /** Goes on until all is done, somebody stops it, or another node is to carry it on. Returns how far it is then. */
    Operation run(Operation begun) {
        Operation now = begun;
        try {
            Aside aside = undoing.aside(begun);
            Slices slices = walks.of(begun.plan(), aside);
            Held held = hold(now);
            while (!slices.isOver() && goesOn(held)) {
                now = next(now, begun.failed(), slices, aside);
                held = hold(now);
            }
            if (isStopping() || !held.held()) {
                return now; // another node carries it on
            }
            Operation.State end = slices.isOver() ? Operation.State.DONE : Operation.State.CANCELLED;
            now = now.ended(end, clock.millis());
        } catch (StoreAwayException away) {
            throw away; // its hold ends, and it is carried on from the last slice
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "%s of %s stopped after %d jobs", begun.kind(), begun.queue(), now.done());
            records.endQuietly(now.ended(Operation.State.FAILED, clock.millis()));
            throw fault;
        }
        records.end(now);
        return now;
    }

    private Operation next(Operation before, long failedBefore, Slices slices, Aside aside) {
        long begun = clock.millis();
        int acted = slices.next();
        BulkPlan plan = slices.plan();
        BulkPlan paced = plan.pace() == null ? plan : plan.at(plan.pace().after(begun, acted));
        return before.on(before.done() + acted, failedBefore + slices.failed(), aside.kept(), paced);
    }

    /** Saves how far it is; again each second until its next slice may begin, or it is not to go on here. */
    private Held hold(Operation now) {
        Held held = save(now);
        for (long rest = rest(now); rest > 0 && goesOn(held); rest = rest(now)) {
            node.pause().accept(Math.min(rest, STEP_MS));
            held = save(now);
        }
        return held;
    }

    private long rest(Operation now) {
        return now.restMs(clock.millis());
    }

    private Held save(Operation now) {
        return isStopping() ? records.leave(now) : records.save(now);
    }

    private boolean goesOn(Held held) {
        return held.held() && !held.stops() && !isStopping();
    }

    private boolean isStopping() {
        return node.isStopping().getAsBoolean();
    }
}

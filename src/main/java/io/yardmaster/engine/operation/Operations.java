package io.yardmaster.engine.operation;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.operation.OperationWalk.Node;
import io.yardmaster.job.Actor;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Carries bulk acts out slice by slice, in the background when they take long, and keeps how far they are for a day. */
@Singleton
public class Operations {
    private static final Logger LOG = Logger.getLogger(Operations.class);
    /** How long a call waits for an act on few jobs, and on more: a click must be answered at once. */
    private static final long FEW_WITHIN_MS = 3_000;

    private static final long MANY_WITHIN_MS = 150;
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long LAST_SLICE_MS = 4_000;

    private final OperationRecords records;
    private final Undoing undoing;
    private final InstantSource clock;
    private final OperationWalk walk;
    private final Loop loop = new Loop("operations", this::turn);
    private final ExecutorService background = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("yardmaster-operation-", 0).daemon().factory());
    /** Ids of those that this node carries out. */
    private final Set<String> here = ConcurrentHashMap.newKeySet();

    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    Operations(OperationRecords records, Walks walks, Undoing undoing, InstantSource clock) {
        this(records, walks, undoing, clock, null);
    }

    /** @param pause in place of one that waits so many milliseconds, or until this node stops; null for that one */
    Operations(OperationRecords records, Walks walks, Undoing undoing, InstantSource clock, LongConsumer pause) {
        this.records = records;
        this.undoing = undoing;
        this.clock = clock;
        Node node = new Node(this::isStopping, pause == null ? this::pause : pause);
        this.walk = new OperationWalk(records, walks, undoing, clock, node);
    }

    /** False while an act that removes is final at once, since the store's memory is nearly full. */
    public boolean keepsAside() {
        return undoing.keepsAside();
    }

    private boolean keepsAside(BulkPlan plan, long total) {
        boolean inTime = plan.pace() == null || plan.pace().isUndoable(total);
        return plan.canBeUndone() && inTime && undoing.keepsAside();
    }

    /** Begins to carry on what other nodes left. */
    public void start() {
        loop.start();
    }

    /** Leaves what goes on to other nodes or the next start, after the slice that is under way. */
    public void stop() {
        stopping.countDown();
        loop.end();
        background.shutdown();
        try {
            if (!background.awaitTermination(LAST_SLICE_MS, TimeUnit.MILLISECONDS)) {
                background.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            background.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause(long ms) {
        try {
            stopping.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Carries one plan out, as {@link #runAll}. @param total how many jobs it is about */
    public Operation run(BulkPlan plan, long total, Actor by) {
        return runAll(List.of(new Counted(null, plan, total)), by).getFirst();
    }

    /**
     * Carries plans out side by side; returns within 3 s, done or not, and within 0.2 s where they are about more than
     * {@value Counted#FEW} jobs or have a pace. One that its pace makes longer than an act can be undone is final.
     * Where this node ends before it, another one goes on. One whose id has begun before is not begun again.
     *
     * @return as they are then, in their order; where only some fail, those as failed
     */
    public List<Operation> runAll(List<Counted> plans, Actor by) {
        BegunOperations ends = new BegunOperations();
        try {
            plans.forEach(one -> save(begun(one, by), ends));
        } catch (StoreAwayException away) {
            ends.begun().forEach(begun -> here.remove(begun.id())); // what was saved is carried on later
            throw away;
        }
        ends.walk(begun -> CompletableFuture.supplyAsync(() -> walk(begun), background));
        ends.await(Counted.areFew(plans) ? FEW_WITHIN_MS : MANY_WITHIN_MS);
        return ends.results(begun -> records.one(begun.id()).orElse(begun));
    }

    private void save(Operation begun, BegunOperations ends) {
        Optional<Operation> before = records.one(begun.id());
        if (before.isEmpty() && isStopping()) {
            records.leave(begun);
            ends.known(begun);
        } else if (before.isEmpty() && here.add(begun.id())) {
            ends.add(begun);
            records.save(begun);
        } else {
            ends.known(before.orElse(begun));
        }
    }

    private Operation begun(Counted one, Actor by) {
        BulkPlan plan = one.plan();
        boolean undoable = keepsAside(plan, one.total());
        return Operation.begun(
                one.id(), plan.kind(), plan.queue(), one.total(), by.name(), clock.millis(), plan, undoable);
    }

    /** Work that ends in a result. */
    @FunctionalInterface
    public interface Inquiry {
        /** @param done hears how far it is. Returns what came of it, as a record */
        Object run(LongConsumer done);
    }

    /** Begins work on all queues in the background, and answers at once. It fails where its node ends before it. */
    public Operation begin(String kind, Actor by, Inquiry work) {
        Operation begun = Operation.begun(kind, "", 0, by.name(), clock.millis(), null, false);
        records.save(begun);
        here.add(begun.id());
        background.execute(() -> work(begun, work));
        return begun;
    }

    private void work(Operation begun, Inquiry work) {
        Operation[] now = {begun};
        try {
            Object came = work.run(done -> {
                now[0] = now[0].on(done, 0, null, null);
                records.saveQuietly(now[0]);
            });
            records.end(now[0].ended(Operation.State.DONE, clock.millis()).with(came));
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "%s stopped after %d jobs", begun.kind(), now[0].done());
            records.endQuietly(now[0].ended(Operation.State.FAILED, clock.millis()));
        } finally {
            here.remove(begun.id());
        }
    }

    /** Takes over what no node holds any more. */
    long turn() {
        records.take().stream().filter(here::add).forEach(this::carryOn);
        return LOOK_NANOS;
    }

    private void carryOn(String id) {
        boolean goesOn = false;
        try {
            Optional<Operation> left = records.one(id).filter(one -> one.state() == Operation.State.RUNNING);
            if (left.isEmpty()) {
                records.drop(id);
            }
            goesOn = left.filter(this::isOurs).isPresent();
        } finally {
            if (!goesOn) {
                here.remove(id);
            }
        }
    }

    /** Carries one on; false for one that only its own node could. */
    private boolean isOurs(Operation left) {
        if (left.plan() == null) {
            LOG.warnf("%s of %s has failed: its node ended", left.kind(), left.by());
            records.end(left.ended(Operation.State.FAILED, clock.millis()));
            return false;
        }
        LOG.infof("%s of %s is carried on here after %d jobs", left.kind(), left.queue(), left.done());
        background.execute(() -> walkQuietly(left));
        return true;
    }

    private void walkQuietly(Operation left) {
        try {
            walk(left);
        } catch (RuntimeException said) {
            LOG.debugf("operation %s: %s", left.id(), said.getMessage());
        }
    }

    private Operation walk(Operation begun) {
        try {
            return walk.run(begun);
        } finally {
            here.remove(begun.id());
        }
    }
}

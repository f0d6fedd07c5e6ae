package io.yardmaster.engine.node;

import io.yardmaster.store.Probe;
import io.yardmaster.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** What this node knows of its own health. Looks at the store once a second, and says once that it went and came. */
@Singleton
public class Health implements Loop.Duty {
    private static final Logger LOG = Logger.getLogger(Health.class);
    private static final long EVERY_NANOS = 1_000_000_000;
    private static final long PATIENCE_MS = 1_500;
    private static final long STALLED_NANOS = 10_000_000_000L;
    private static final long FAILING_NANOS = 30_000_000_000L;
    private static final int SYNC_EVERY = 30;

    private final Store store;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final List<Loop> watched = new CopyOnWriteArrayList<>();
    private final Loop loop = new Loop("health", this);
    private volatile boolean stopping;
    private volatile Long awaySince;
    private volatile Long fullSince;
    private volatile long backNanos;
    private volatile String cause = "";
    private volatile List<String> complaints = List.of();
    private long turns;

    @Inject
    Health(Store store, InstantSource clock) {
        this(store, clock, System::nanoTime);
    }

    /** @param nanos a clock that never jumps, as {@link System#nanoTime} */
    Health(Store store, InstantSource clock, LongSupplier nanos) {
        this.store = store;
        this.clock = clock;
        this.nanos = nanos;
        this.backNanos = nanos.getAsLong();
    }

    /** Begins to watch; the store is open. */
    public void start() {
        loop.start();
    }

    /** Stops watching. */
    public void end() {
        loop.end();
    }

    /** The node works only while this loop turns. */
    public void watch(Loop duty) {
        watched.add(duty);
    }

    /** True from SIGTERM on. */
    public boolean isStopping() {
        return stopping;
    }

    /** The drain begins: from here on this node is not ready. Called by the launcher; there is no way back. */
    public void stopping() {
        stopping = true;
    }

    /** True when the store answered within the last 2 s. */
    public boolean isStoreReachable() {
        return awaySince == null && store.isUp();
    }

    /** Epoch milliseconds since when the store is away; null while it is not. */
    public Long storeAwaySince() {
        return awaySince;
    }

    /** True when the store takes new jobs: it answers and its memory is not full. */
    public boolean isStoreWriting() {
        return isStoreReachable() && fullSince == null;
    }

    /** Why the store does not take new jobs, one sentence for people; null while it does. */
    public String storeTrouble() {
        if (fullSince != null) {
            return "The memory of Redis is full: no new job is taken. Running jobs go on; purge or delete to make room.";
        }
        return awaySince == null ? null : "The store is away (" + cause + "): nothing new starts, nothing is lost.";
    }

    /** Settings of Redis under which jobs can be lost, a sentence each; at most 30 s old. */
    public List<String> storeComplaints() {
        return complaints;
    }

    /**
     * True when the loops of the worker turned within the last 10 s, and none of them failed for 30 s while the store was
     * there; also when the node has no worker.
     */
    public boolean isWorking() {
        boolean turning = watched.stream().allMatch(duty -> duty.idleNanos() < STALLED_NANOS);
        boolean failing = watched.stream().anyMatch(duty -> duty.sinceProgressNanos() > FAILING_NANOS);
        return turning && !(failing && reachableNanos() > FAILING_NANOS);
    }

    /** A loop of the worker. @param sinceMs milliseconds since it last did what it had to */
    public record LoopProgress(String loop, long sinceMs) {}

    /** Every loop that the node works by; empty when it has no worker. */
    public List<LoopProgress> progress() {
        return watched.stream()
                .map(duty -> new LoopProgress(duty.name(), duty.sinceProgressNanos() / 1_000_000))
                .toList();
    }

    private long reachableNanos() {
        return awaySince == null ? nanos.getAsLong() - backNanos : 0;
    }

    private void complain(List<String> now) {
        now.stream().filter(one -> !complaints.contains(one)).forEach(LOG::error);
        complaints.stream().filter(one -> !now.contains(one)).forEach(over -> LOG.warnf("no longer so: %s", over));
        complaints = now;
    }

    /** Since when a condition holds; logged once at its start, and once with its length at its end. */
    private Long since(Long before, boolean holds, String begins, String ends) {
        long now = clock.millis();
        if (holds && before == null) {
            LOG.errorf("the store is %s (%s)", begins, cause);
            return now;
        }
        if (!holds && before != null) {
            LOG.warnf("the store is %s after %d ms", ends, Math.max(0, now - before));
            return null;
        }
        return before;
    }

    @Override
    public long turn() {
        Probe probe = store.probe(PATIENCE_MS);
        boolean answers = probe.state() != Probe.State.AWAY;
        cause = probe.cause();
        if (!answers) {
            backNanos = nanos.getAsLong();
        }
        awaySince = since(awaySince, !answers, "away: nothing runs, nothing is lost", "back");
        fullSince =
                since(fullSince, probe.state() == Probe.State.FULL, "full: nothing new is taken", "taking jobs again");
        if (answers && turns++ % SYNC_EVERY == 0) {
            store.syncClock();
            complain(store.complaints());
        }
        return EVERY_NANOS;
    }
}

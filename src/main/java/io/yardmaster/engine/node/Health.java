package io.yardmaster.engine.node;

import io.yardmaster.store.Store;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** What this node knows of its own health. Looks at the store once a second, and says once that it went and came. */
@Singleton
public class Health implements Loop.Duty {
    private static final Logger LOG = Logger.getLogger(Health.class);
    private static final long EVERY_NANOS = 1_000_000_000;
    private static final long PATIENCE_MS = 1_500;
    private static final long STALLED_NANOS = 10_000_000_000L;
    private static final int SYNC_EVERY = 30;

    private final Store store;
    private final InstantSource clock;
    private final List<Loop> watched = new CopyOnWriteArrayList<>();
    private final Loop loop = new Loop("health", this);
    private volatile boolean stopping;
    private volatile Long awaySince;
    private long turns;

    Health(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
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

    /** True when the loops of the worker turned within the last 10 s, or the node has no worker. */
    public boolean isWorking() {
        return watched.stream().allMatch(duty -> duty.idleNanos() < STALLED_NANOS);
    }

    @Override
    public long turn() {
        boolean answers = store.answersWithin(PATIENCE_MS);
        if (answers && awaySince != null) {
            LOG.warnf("the store is back after %d ms", clock.millis() - awaySince);
            awaySince = null;
        } else if (!answers && awaySince == null) {
            awaySince = clock.millis();
            LOG.error("the store is away: nothing runs, nothing is lost");
        }
        if (answers && turns++ % SYNC_EVERY == 0) {
            store.syncClock();
        }
        return EVERY_NANOS;
    }
}

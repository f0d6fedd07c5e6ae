package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.QueueStore;
import java.util.List;

/** Moves jobs whose time has come to waiting: when the next is due, when a hint comes, and once a second. */
public final class Promoter implements Loop.Duty {
    private static final int MOST = 100;
    private static final long LOOK_MS = 1_000;

    private final JobStore store;
    private final QueueStore queues;
    private final Loop loop = new Loop("promoter", this);

    public Promoter(JobStore store, QueueStore queues) {
        this.store = store;
        this.queues = queues;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    /** Something may be due sooner than expected. */
    public void wake() {
        loop.wake();
    }

    /** A job of this node is due again in so many milliseconds; the regular look would be too late for it. */
    public void dueIn(long ms) {
        if (ms < LOOK_MS) {
            loop.wake();
        }
    }

    @Override
    public long turn() {
        List<String> names = queues.names();
        long pauseMs = LOOK_MS;
        for (JobStore.Promoted promoted : store.promote(names, MOST)) {
            if (promoted.moved() >= MOST) {
                pauseMs = 0;
            } else if (promoted.nextDueInMs() >= 0) {
                pauseMs = Math.min(pauseMs, promoted.nextDueInMs() + 1);
            }
        }
        return pauseMs * 1_000_000;
    }
}

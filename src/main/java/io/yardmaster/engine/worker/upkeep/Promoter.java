package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.QueueStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves jobs whose time has come to waiting: when the next is due, when a hint comes, and once a second. Of very many
 * queues it looks at those where something is due soon, and at the others in turn.
 */
public final class Promoter implements Loop.Duty {
    private static final int MOST = 100;
    private static final long LOOK_MS = 1_000;
    /** A queue where something is due so soon is looked at in every turn: its turn among all may come later. */
    private static final long SOON_MS = 20_000;

    private final JobStore store;
    private final QueueStore queues;
    private final QueueFaults faults;
    private final Visits visits = new Visits();
    private final Loop loop = new Loop("promoter", this);

    public Promoter(JobStore store, QueueStore queues, QueueFaults faults) {
        this.store = store;
        this.queues = queues;
        this.faults = faults;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    /** Something in that queue may be due sooner than expected. */
    public void wake(String queue) {
        visits.name(queue);
        loop.wake();
    }

    /** A job of this node is due again in so many milliseconds; the regular look may be too late for it. */
    public void dueIn(String queue, long ms) {
        if (ms < SOON_MS) {
            visits.name(queue);
        }
        if (ms < LOOK_MS) {
            loop.wake();
        }
    }

    @Override
    public long turn() {
        List<String> names = visits.next(queues::names);
        long pauseMs = LOOK_MS;
        Map<String, JobStore.Promoted> all = faults.together(names, "promotion", this::promote);
        for (Map.Entry<String, JobStore.Promoted> one : all.entrySet()) {
            long nextMs = nextMs(one.getValue());
            if (nextMs < SOON_MS) {
                visits.name(one.getKey());
                pauseMs = Math.min(pauseMs, nextMs);
            }
        }
        return pauseMs * 1_000_000;
    }

    /** Milliseconds until something is due in that queue again. */
    private static long nextMs(JobStore.Promoted promoted) {
        boolean isMore = promoted.moved() >= MOST;
        return isMore ? 0 : promoted.nextDueInMs() < 0 ? Long.MAX_VALUE : promoted.nextDueInMs() + 1;
    }

    private Map<String, JobStore.Promoted> promote(List<String> names) {
        List<JobStore.Promoted> promoted = store.promote(names, MOST);
        Map<String, JobStore.Promoted> byQueue = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            byQueue.put(names.get(i), promoted.get(i));
        }
        return byQueue;
    }
}

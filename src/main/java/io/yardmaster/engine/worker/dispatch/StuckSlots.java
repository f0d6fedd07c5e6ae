package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.worker.run.Run;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Gives up runs that go on although they were told to stop, once their {@code hardTimeoutMs} is over: the job ends, and
 * its slot is stuck as long as the thread goes on, since a thread cannot be ended from outside. Another slot opens in its
 * place, in each pool up to as many as the pool has; beyond that the pool runs with fewer.
 */
public final class StuckSlots implements Loop.Duty {
    private static final Logger LOG = Logger.getLogger(StuckSlots.class);
    private static final long EVERY_NANOS = 250_000_000;

    private final Dispatcher dispatcher;
    private final Map<Run, SlotPool> stuck = new ConcurrentHashMap<>();
    private final Loop loop = new Loop("stuck-slots", this);

    public StuckSlots(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    /** Slots of this node whose handler does not stop. */
    public int count() {
        return stuck.size();
    }

    @Override
    public long turn() {
        for (Track track : dispatcher.tracks()) {
            track.running().stream().filter(Run::ignoresStop).forEach(run -> {
                dispatcher.abandon(run);
                dispatcher.post(() -> givenUp(track.slots, run));
            });
        }
        stuck.keySet().stream().filter(run -> !run.isStuck()).forEach(run -> dispatcher.post(() -> returned(run)));
        return EVERY_NANOS;
    }

    private void givenUp(SlotPool pool, Run run) {
        if (run.isStuck() && stuck.put(run, pool) == null) {
            LOG.warnf(
                    "job %s of %s goes on although it was told to stop: its slot is stuck",
                    run.job.id(), run.job.queue());
            if (isFull(pool)) {
                pool.take(1);
            }
        }
    }

    private void returned(Run run) {
        SlotPool pool = stuck.get(run);
        if (pool != null) {
            if (isFull(pool)) {
                pool.release();
            }
            stuck.remove(run);
            dispatcher.look(run.job.queue());
        }
    }

    /** True when the pool has more stuck slots than it may open others for. */
    private boolean isFull(SlotPool pool) {
        return stuck.values().stream().filter(other -> other == pool).count() > pool.capacity();
    }
}

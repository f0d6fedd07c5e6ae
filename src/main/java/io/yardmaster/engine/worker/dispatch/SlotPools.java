package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which slots of this node serve which queue. */
public final class SlotPools {
    private final List<SlotPool> pools;
    /** The queues that are named in the settings. */
    private final Set<String> named;

    public SlotPools(List<Settings.Pool> pools) {
        this.pools = pools.stream().map(SlotPool::new).toList();
        this.named = pools.stream().flatMap(pool -> pool.queues().stream()).collect(Collectors.toSet());
    }

    /** The pool that serves a queue; null when this node does not serve it. */
    SlotPool of(String queue) {
        return pools.stream()
                .filter(pool -> pool.pool.isRest()
                        ? !named.contains(queue)
                        : pool.pool.queues().contains(queue))
                .findFirst()
                .orElse(null);
    }

    /** Counts the queues that may have work. */
    void count(Iterable<Track> hungry) {
        pools.forEach(pool -> pool.hungry = 0);
        hungry.forEach(track -> track.pool.hungry++);
    }
}

package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.run.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which slots of this node serve which queue. */
public final class Pools {
    private final List<SlotPool> pools;
    /** The queues that are named in the settings. */
    private final Set<String> named;

    public Pools(List<Settings.Pool> pools) {
        this.pools = pools.stream().map(SlotPool::new).toList();
        this.named = pools.stream().flatMap(pool -> pool.queues().stream()).collect(Collectors.toSet());
    }

    List<SlotPool> all() {
        return pools;
    }

    /** The slots that serve a queue; null when this node does not serve it. */
    SlotPool of(String queue) {
        return pools.stream()
                .filter(slots -> slots.pool.isRest()
                        ? !named.contains(queue)
                        : slots.pool.queues().contains(queue))
                .findFirst()
                .orElse(null);
    }

    /** Counts the queues that may have work. */
    void count(Iterable<Track> hungry) {
        Map<SlotPool, Integer> counts = new HashMap<>();
        hungry.forEach(track -> counts.merge(track.slots, 1, Integer::sum));
        pools.forEach(slots -> slots.hungry(counts.getOrDefault(slots, 0)));
    }

    /**
     * Starts what waits in the lines where a slot is free, and gives back what waited too long.
     *
     * @param claiming false gives back all
     * @return true while something waits
     */
    boolean tend(boolean claiming, Consumer<Run> start) {
        boolean lined = false;
        for (SlotPool slots : pools) {
            List<Run> back = claiming ? slots.line.overdue(System.nanoTime()) : slots.line.clear();
            back.forEach(Run::giveBack);
            while (slots.startNext(start)) {}
            lined |= slots.line.size() > 0;
        }
        return lined;
    }
}

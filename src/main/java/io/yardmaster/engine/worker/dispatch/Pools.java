package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.QueueSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which slots of this node serve which queue: those of {@code YARDMASTER_QUEUES}, and for a queue that scales between a
 * min and a max slots of its own.
 */
public final class Pools {
    private final List<SlotPool> pools;
    /** The queues that are named in the settings. */
    private final Set<String> named;

    private final Function<String, QueueSettings> set;
    private final Map<String, Elastic> elastic = new ConcurrentHashMap<>();

    /** @param set what is set of a queue, at every time */
    public Pools(List<Settings.Pool> pools, Function<String, QueueSettings> set) {
        this.pools = pools.stream().map(SlotPool::new).toList();
        this.named = pools.stream().flatMap(pool -> pool.queues().stream()).collect(Collectors.toSet());
        this.set = set;
    }

    QueueSettings set(String queue) {
        return set.apply(queue);
    }

    /** The slots that serve a queue now; null when this node does not serve it. */
    SlotPool of(String queue) {
        SlotPool declared = declared(queue);
        Concurrency scale = set.apply(queue).concurrency();
        if (declared == null || !scale.isScaled()) {
            return declared;
        }
        Elastic own = elastic.computeIfAbsent(queue, Elastic::new);
        int min = scale.min() == null ? 1 : scale.min();
        own.between(min, scale.max() == null ? Math.max(min, declared.capacity()) : scale.max());
        return own.slots;
    }

    private SlotPool declared(String queue) {
        return pools.stream()
                .filter(slots -> slots.queues.isEmpty() ? !named.contains(queue) : slots.queues.contains(queue))
                .findFirst()
                .orElse(null);
    }

    /** The slots that are open now, by what they serve: {@code *}, names with {@code +} between them, or one queue. */
    public Map<String, Integer> open() {
        Map<String, Integer> open = new LinkedHashMap<>();
        pools.forEach(
                slots -> open.put(slots.queues.isEmpty() ? "*" : String.join("+", slots.queues), slots.capacity()));
        elastic.forEach((queue, own) -> {
            if (set.apply(queue).concurrency().isScaled()) {
                open.put(queue, own.open);
            }
        });
        return open;
    }

    /**
     * Starts what waits in the lines where a slot is free, gives back what waited too long, and closes slots that were
     * idle.
     *
     * @param claiming false gives back all
     * @return true while something waits
     */
    boolean tend(boolean claiming, Consumer<Run> start) {
        long now = System.nanoTime();
        boolean lined = false;
        for (SlotPool slots : pools) {
            lined |= tend(slots, claiming, now, start);
        }
        for (Elastic own : elastic.values()) {
            own.tend(now);
            lined |= tend(own.slots, claiming, now, start);
        }
        return lined;
    }

    private static boolean tend(SlotPool slots, boolean claiming, long now, Consumer<Run> start) {
        List<Run> back = claiming ? slots.line.overdue(now) : slots.line.clear();
        back.forEach(Run::giveBack);
        while (slots.startNext(start)) {}
        return slots.line.size() > 0;
    }

    /** Slots of one queue: a claim may open all up to the max at once; what was not needed for 30 s is closed again. */
    static final class Elastic {
        static final long IDLE_NANOS = 30_000_000_000L;

        final SlotPool slots;
        /** Slots that count as open; read by the beat too. */
        volatile int open;

        private int min = 1;
        private int peak;
        private long sinceNanos = System.nanoTime();

        Elastic(String queue) {
            slots = new SlotPool(new Settings.Pool(List.of(queue), 1));
        }

        void between(int least, int most) {
            min = least;
            if (most != slots.capacity()) {
                slots.resize(most);
            }
            open = Math.max(min, Math.min(open, most));
        }

        /** Up as soon as more run than are open; down to the most that ran at once in the 30 s before. */
        void tend(long now) {
            int busy = Math.max(0, slots.busy());
            peak = Math.max(peak, busy);
            open = Math.max(open, busy);
            if (now - sinceNanos >= IDLE_NANOS) {
                open = Math.max(min, peak);
                peak = busy;
                sinceNanos = now;
            }
        }
    }
}

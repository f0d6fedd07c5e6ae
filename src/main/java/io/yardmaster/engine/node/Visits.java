package io.yardmaster.engine.node;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which queues a loop looks at in a turn, so that its cost does not grow with queues in which nothing happens. Up to
 * {@value #FEW} queues it is all of them in every turn. Of more it is those that the loop or a hint named since the last
 * turn, and once a second a tenth of all: each comes up within ten seconds, also when its hint was lost.
 */
public final class Visits {
    /** Up to so many queues all are looked at in every turn. */
    public static final int FEW = 300;

    private static final int PARTS = 10;
    /** A little less than the second of the loops, whose pauses vary. */
    private static final long PART_NANOS = 900_000_000;

    private final LongSupplier nanos;
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private long partNanos;
    private int part;

    public Visits() {
        this(System::nanoTime);
    }

    /** @param nanos a clock that never jumps, as {@link System#nanoTime} */
    public Visits(LongSupplier nanos) {
        this.nanos = nanos;
        this.partNanos = nanos.getAsLong() - PART_NANOS;
    }

    /** The next turn looks at that queue too. Any thread calls it. */
    public void name(String queue) {
        named.add(queue);
    }

    /**
     * The queues of this turn, in the order given; what was named is forgotten with it.
     *
     * @param names reads every queue, after what was named: a queue may be new
     */
    public List<String> next(Supplier<List<String>> names) {
        Set<String> now = new HashSet<>(named);
        List<String> all = names.get();
        named.removeAll(now);
        if (all.size() <= FEW) {
            return all;
        }
        boolean isPart = nanos.getAsLong() - partNanos >= PART_NANOS;
        if (isPart) {
            partNanos = nanos.getAsLong();
            part = (part + 1) % PARTS;
        }
        return all.stream()
                .filter(queue -> now.contains(queue) || isPart && Math.floorMod(queue.hashCode(), PARTS) == part)
                .toList();
    }
}

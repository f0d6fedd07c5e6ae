package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.job.attempt.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Leases that end so late that the store's clock must have jumped back since they were renewed. Whether their worker
 * lives is told by this node's monotonic clock: one that lives beats, and renews. Used on one thread.
 */
final class OldLeases {
    private final long patienceNanos;
    private final ToLongFunction<String> beats;
    private final Map<Place, Seen> seen = new HashMap<>();

    /**
     * @param patienceNanos how long a lease may stay as it is, and its worker silent
     * @param beats the last beat of a worker, any number that changes with each; 0 when there was none
     */
    OldLeases(long patienceNanos, ToLongFunction<String> beats) {
        this.patienceNanos = patienceNanos;
        this.beats = beats;
    }

    private record Place(String queue, Claim claim) {}

    private record Seen(long end, long beat, long sinceNanos) {}

    /**
     * Takes note of the leases of a queue that end too late.
     *
     * @param far by claim, the end in epoch milliseconds; empty when the queue has none
     * @return those of workers that gave no sign of life for too long
     */
    List<Claim> unrenewed(String queue, Map<Claim, Long> far, long nowNanos) {
        seen.keySet().removeIf(place -> place.queue().equals(queue) && !far.containsKey(place.claim()));
        List<Claim> old = new ArrayList<>();
        far.forEach((claim, end) -> {
            long beat = beats.applyAsLong(claim.owner());
            Seen last = seen.compute(
                    new Place(queue, claim),
                    (place, before) -> before != null && before.end() == end && before.beat() == beat
                            ? before
                            : new Seen(end, beat, nowNanos));
            if (nowNanos - last.sinceNanos() >= patienceNanos) {
                old.add(claim);
            }
        });
        return old;
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }
}

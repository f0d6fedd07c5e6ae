package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.LeaseStore;
import io.yardmaster.store.LeaseStore.Ends;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows what else a worker ran when it vanished: the jobs of all queues that it still holds, and those that were taken
 * back from it within a lease. Used by the recoverer's thread.
 */
final class Companions {
    private static final int MOST_WORKERS = 1_000;

    private final LeaseStore leases;
    private final long leaseNanos;
    private final Map<String, Seen> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST_WORKERS;
        }
    };

    private Map<String, Ends> ends = Map.of();
    private Map<String, Integer> held;

    Companions(LeaseStore leases, long leaseMs) {
        this.leases = leases;
        this.leaseNanos = leaseMs * 1_000_000;
    }

    /** So many jobs of a worker, the first at that time: what it held when it vanished is lost within one lease. */
    private record Seen(int jobs, long atNanos) {}

    /** A sweep begins to take back. @param all the leases of each queue */
    void sweeps(Map<String, Ends> all) {
        ends = all;
        held = null;
    }

    /** Jobs of a queue were found lost. */
    void lost(Collection<Claim> jobs, long atNanos) {
        jobs.forEach(claim -> seen.merge(claim.owner(), new Seen(1, atNanos), this::and));
    }

    /** How many other jobs a vanished worker ran beside one of its jobs. */
    int of(String worker) {
        if (held == null) {
            held = held();
        }
        Seen lately = seen.get(worker);
        return Math.max(held.getOrDefault(worker, 0), lately == null ? 0 : lately.jobs()) - 1;
    }

    private Map<String, Integer> held() {
        Map<String, Integer> all = new HashMap<>();
        ends.forEach((queue, of) -> {
            if (of.all() > 0) {
                leases.active(queue).values().forEach(claim -> all.merge(claim.owner(), 1, Integer::sum));
            }
        });
        return all;
    }

    private Seen and(Seen before, Seen more) {
        boolean together = more.atNanos - before.atNanos < leaseNanos;
        return together ? new Seen(before.jobs + more.jobs, before.atNanos) : more;
    }
}

package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.worker.dispatch.Settles;
import io.yardmaster.job.Attempt;
import io.yardmaster.job.Claim;
import io.yardmaster.job.Ending;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobError;
import io.yardmaster.job.JobEvent;
import io.yardmaster.job.Reason;
import io.yardmaster.job.Tally;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.record.Claimed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes back the jobs of workers that vanished: those whose lease has ended. Every worker node does; the script decides. */
public final class Recoverer {
    private static final Logger LOG = Logger.getLogger(Recoverer.class);
    private static final int MOST_LOST = 3;
    private static final int LARGEST_CALL = 50;
    private static final long ORPHANS_EVERY = 30;

    private final WorkerStores stores;
    private final JobEvents events;
    private final long leaseMs;
    private final Loop loop = new Loop("recoverer", this::turn);
    private long upSinceNanos = System.nanoTime();
    private long turns;

    public Recoverer(WorkerStores stores, JobEvents events, long leaseMs) {
        this.stores = stores;
        this.events = events;
        this.leaseMs = leaseMs;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    private long turn() {
        long everyNanos = Math.min(1_000, leaseMs / 4) * 1_000_000;
        if (!stores.links().keeper().isUp()) {
            upSinceNanos = System.nanoTime();
            return everyNanos;
        }
        // after an outage every lease has lapsed: those who live get time to renew theirs
        if (System.nanoTime() - upSinceNanos < leaseMs * 1_000_000 / 2 && turns > 0) {
            return everyNanos;
        }
        boolean orphans = turns++ % ORPHANS_EVERY == 0;
        List<String> names = stores.queues().names();
        Set<String> lapsed = orphans
                ? new HashSet<>(names)
                : stores.claims().lapsed(names, stores.clock().millis());
        lapsed.forEach(this::recover);
        return everyNanos;
    }

    private void recover(String queue) {
        Map<Claim, Long> leases = stores.claims().leases(queue);
        long now = stores.clock().millis();
        Set<String> alive = leases.entrySet().stream()
                .filter(lease -> lease.getValue() > now)
                .map(lease -> key(lease.getKey()))
                .collect(Collectors.toSet());
        Map<String, Claim> lost = new HashMap<>();
        stores.claims().active(queue).forEach((id, claim) -> {
            if (!alive.contains(key(claim))) {
                lost.put(id, claim);
            }
        });
        List<String> ids = List.copyOf(lost.keySet());
        for (int from = 0; from < ids.size(); from += LARGEST_CALL) {
            takeBack(queue, ids.subList(from, Math.min(ids.size(), from + LARGEST_CALL)), lost);
        }
        List<Claim> ended = leases.keySet().stream()
                .filter(claim -> !alive.contains(key(claim)))
                .toList();
        if (!ended.isEmpty()) {
            stores.claims().settleLapsed(queue, List.of(), ended);
        }
    }

    private void takeBack(String queue, List<String> ids, Map<String, Claim> lost) {
        List<Settlement> settlements = new ArrayList<>();
        for (Claimed claimed : stores.claims().packed(queue, ids)) {
            settlements.add(settlement(claimed.jobOrStandIn(), lost.get(claimed.id())));
        }
        Set<Integer> refused = new HashSet<>(stores.claims().settleLapsed(queue, settlements, List.of()));
        for (int i = 0; i < settlements.size(); i++) {
            if (!refused.contains(i)) {
                Settlement one = settlements.get(i);
                boolean dead = one.to() == Settlement.To.DEAD;
                LOG.infof(
                        "job %s of %s lost its worker %s",
                        one.job().id(), queue, one.claim().owner());
                events.tell(new JobEvent.Lost(one.job(), one.attempt(), dead));
            }
        }
    }

    private Settlement settlement(Job job, Claim claim) {
        Tally tally = job.tally();
        Job marked = job.with(new Tally(tally.failures(), tally.lost() + 1, tally.snoozes()));
        long now = Math.max(claim.startedAt(), stores.clock().millis());
        JobError error = JobError.of("WorkerLost", "worker " + claim.owner() + " vanished while running it");
        Attempt attempt = new Attempt(
                job.nextAttempt(), claim.epoch(), claim.owner(), claim.startedAt(), now, Attempt.End.LOST, error);
        if (marked.tally().lost() >= MOST_LOST) {
            Job dead = marked.with(new Ending(Reason.LOST, "lost by the workers " + losers(job, claim)));
            return new Settlement(claim, Settlement.To.DEAD, 0, dead, attempt);
        }
        return new Settlement(claim, Settles.waiting(marked), 0, marked, attempt);
    }

    private String losers(Job job, Claim last) {
        List<String> names = new ArrayList<>();
        stores.reader()
                .find(job.queue(), job.id())
                .ifPresent(view -> view.attempts().stream()
                        .filter(attempt -> attempt.outcome() == Attempt.End.LOST)
                        .forEach(attempt -> names.add(attempt.worker())));
        names.add(last.owner());
        return String.join(", ", names);
    }

    private static String key(Claim claim) {
        return claim.epoch() + " " + claim.owner();
    }
}

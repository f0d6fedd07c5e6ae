package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.worker.dispatch.Calls;
import io.yardmaster.engine.worker.dispatch.Dispatcher;
import io.yardmaster.engine.worker.dispatch.Track;
import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.StopReason;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.LeaseStore;
import io.yardmaster.store.record.Claimed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps the leases of this worker's claims, in one call a queue. Runs whose lease is gone, or that somebody cancelled,
 * are told to stop. Claims whose reply was lost are found by their lease and taken up.
 */
public final class LeaseKeeper implements Loop.Duty, Recoverer.Own {
    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);
    private static final int LARGEST_CALL = 1_000;

    private final Dispatcher dispatcher;
    private final LeaseStore store;
    private final QueueFaults faults;
    private final String owner;
    private final long leaseMs;
    private final Loop loop = new Loop("lease-keeper", this);

    public LeaseKeeper(Dispatcher dispatcher, LeaseStore store, QueueFaults faults, Calls calls) {
        this.dispatcher = dispatcher;
        this.store = store;
        this.faults = faults;
        this.owner = calls.owner();
        this.leaseMs = calls.leaseMs();
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    /** Looks for cancelled runs and leases now. */
    public void wake() {
        loop.wake();
    }

    @Override
    public void renew() {
        loop.wake();
    }

    @Override
    public boolean holds(String queue, Claim claim) {
        return claim.owner().equals(owner)
                && dispatcher.tracks().stream()
                        .anyMatch(track -> track.queue.equals(queue) && track.claims.containsKey(claim.epoch()));
    }

    @Override
    public long turn() {
        for (Track track : dispatcher.tracks()) {
            if (!track.claims.isEmpty()) {
                faults.in(track.queue, "renewal of leases", () -> renew(track));
            }
            if (track.lost != null) {
                faults.in(track.queue, "search for lost claims", () -> findLost(track));
            }
        }
        return leaseMs * 1_000_000 / 3;
    }

    private void renew(Track track) {
        List<Claim> claims =
                track.claims.values().stream().map(open -> open.claim).toList();
        for (int from = 0; from < claims.size(); from += LARGEST_CALL) {
            List<Claim> chunk = claims.subList(from, Math.min(claims.size(), from + LARGEST_CALL));
            long sentNanos = System.nanoTime();
            LeaseStore.Renewed renewed = store.renew(track.queue, chunk, leaseMs);
            held(track, chunk, sentNanos);
            renewed.gone().forEach(claim -> lost(track, claim));
            renewed.cancels().forEach(cancel -> cancel(track, cancel));
        }
    }

    private static void held(Track track, List<Claim> renewed, long sinceNanos) {
        for (Claim claim : renewed) {
            OpenClaim open = track.claims.get(claim.epoch());
            if (open != null) {
                open.heldSinceNanos = sinceNanos;
            }
        }
    }

    private static void lost(Track track, Claim claim) {
        OpenClaim open = track.claims.get(claim.epoch());
        if (open != null) {
            List<Run> running = open.running();
            if (!running.isEmpty()) {
                LOG.warnf("lease of %d runs of %s is gone (epoch %d)", running.size(), track.queue, claim.epoch());
                running.forEach(run -> run.stop(StopReason.LEASE_LOST));
            }
        }
    }

    private static void cancel(Track track, LeaseStore.CancelRequest cancel) {
        OpenClaim open = track.claims.get(cancel.epoch());
        if (open != null) {
            open.running().stream()
                    .filter(run -> run.job.id().equals(cancel.id()))
                    .forEach(run -> run.stop(StopReason.CANCELLED));
        }
    }

    private void findLost(Track track) {
        Set<Claim> lost = new HashSet<>();
        for (Claim leased : store.leases(track.queue).keySet()) {
            if (lost.size() < LARGEST_CALL && leased.owner().equals(owner) && track.mayBeLost(leased)) {
                lost.add(leased);
            }
        }
        if (!lost.isEmpty()) {
            adopt(track, lost);
        } else if (track.lost.isOver()) {
            dispatcher.post(track::foundAll);
        }
    }

    /** Their leases may be nearly over: they are renewed before their jobs begin. */
    private void adopt(Track track, Set<Claim> leased) {
        Set<Long> epochs = new HashSet<>();
        leased.forEach(claim -> epochs.add(claim.epoch()));
        long sentNanos = System.nanoTime();
        store.renew(track.queue, List.copyOf(leased), leaseMs).gone().forEach(gone -> epochs.remove(gone.epoch()));
        Map<Claim, List<String>> byClaim = new java.util.HashMap<>();
        store.active(track.queue).forEach((id, claim) -> {
            if (claim.owner().equals(owner) && epochs.contains(claim.epoch())) {
                byClaim.computeIfAbsent(claim, first -> new ArrayList<>()).add(id);
            }
        });
        byClaim.forEach((claim, ids) -> {
            LOG.infof(
                    "found claim %d of %s again, whose reply was lost: %d jobs",
                    claim.epoch(), track.queue, ids.size());
            List<Claimed> jobs = store.packed(track.queue, ids);
            dispatcher.adopt(track, claim, jobs, sentNanos);
        });
    }
}

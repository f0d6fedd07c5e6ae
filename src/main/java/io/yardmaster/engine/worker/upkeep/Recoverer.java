package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.LeaseStore.Ends;
import io.yardmaster.store.record.Claimed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Takes back the jobs of workers that vanished: those whose lease has ended. Every worker node does; the script decides.
 * A lease may also end without a fault of its worker, when the store's clock jumps or everything slept: then those who
 * live get time to renew, this node's own claims are left alone, and no job's count of lost workers rises. Nor does that
 * of a suspect beside which its worker ran others: one of them may be to blame.
 */
public final class Recoverer implements Loop.Duty {
    private static final int LARGEST_CALL = 50;
    private static final long ORPHANS_EVERY = 30;
    /** A worker that gave no beat for so long does not live. */
    private static final long SILENT_MS = 5 * Nodes.BEAT_MS;

    private static final String DUTY = "recovery";

    private final WorkerStores stores;
    private final Claims claims;
    private final QueueFaults faults;
    private final Own own;
    private final long leaseMs;
    private final LongSupplier nanos;
    private final ClockWatch watch;
    private final Visits visits;
    private final OldLeases old;
    private final Loop loop = new Loop("recoverer", this);
    private final Companions companions;
    private long graceSinceNanos;
    private long turns;

    /** The claims that are open on this node. */
    public interface Own {
        boolean holds(String queue, Claim claim);

        /** One of them has lapsed: renews them all now. */
        void renew();
    }

    /**
     * What it looks at beside the store.
     *
     * @param beats the last beat of a worker, any number that changes with each; 0 when there was none
     */
    public record Around(QueueFaults faults, Own own, ToLongFunction<String> beats) {}

    public Recoverer(WorkerStores stores, Claims claims, Around around, long leaseMs) {
        this(stores, claims, around, leaseMs, System::nanoTime);
    }

    Recoverer(WorkerStores stores, Claims claims, Around around, long leaseMs, LongSupplier nanos) {
        this.stores = stores;
        this.claims = claims;
        this.faults = around.faults();
        this.own = around.own();
        this.leaseMs = leaseMs;
        this.nanos = nanos;
        this.visits = new Visits(nanos);
        this.watch = new ClockWatch(everyMs() + leaseMs / 2);
        this.old = new OldLeases(Math.max(leaseMs, SILENT_MS) * 1_000_000, around.beats());
        this.companions = new Companions(stores.leases(), leaseMs);
        this.graceSinceNanos = nanos.getAsLong();
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    @Override
    public long turn() {
        long now = stores.clock().millis();
        if (!stores.links().keeper().isUp() || watch.jumped(now)) {
            graceSinceNanos = nanos.getAsLong();
            own.renew();
        }
        // after an outage, a jump or at the start every lease may have lapsed: those who live get time to renew theirs
        if (nanos.getAsLong() - graceSinceNanos >= leaseMs * 1_000_000 / 2) {
            sweep(now);
        }
        watch.looked(stores.clock().millis());
        return everyMs() * 1_000_000;
    }

    private long everyMs() {
        return Math.min(1_000, leaseMs / 4);
    }

    private void sweep(long now) {
        boolean orphans = turns++ % ORPHANS_EVERY == 0;
        List<String> names = orphans ? stores.queues().names() : visits.next(stores.queues()::names);
        long far = now + 2 * leaseMs;
        Map<String, Ends> ends =
                faults.together(names, DUTY, part -> stores.leases().ends(part, now, far));
        Map<String, Map<Claim, Long>> leases = new HashMap<>();
        for (String queue : ends.keySet()) {
            Ends of = ends.get(queue);
            if (of.all() > 0) {
                visits.name(queue); // a lease that was not renewed ends any time
            }
            if (orphans || of.lapsed() > 0 || of.far() > 0 || !old.isEmpty()) {
                faults.in(queue, DUTY, () -> leases.put(queue, stores.leases().leases(queue)));
            }
        }
        leases.forEach((queue, all) -> faults.in(queue, DUTY, () -> endOld(queue, all, now)));
        Claims.Lapse why =
                why(leases, ends.values().stream().mapToLong(Ends::all).sum(), now);
        Map<String, Lost> lost = new HashMap<>();
        leases.forEach((queue, all) -> faults.in(queue, DUTY, () -> lost.put(queue, lost(queue, all, now))));
        companions.sweeps(ends);
        lost.forEach((queue, of) -> faults.in(queue, DUTY, () -> takeBackSuspects(queue, of, why)));
        lost.forEach((queue, of) -> faults.in(queue, DUTY, () -> takeBackOthers(queue, of, why)));
    }

    /** What vanished workers left of a queue. @param jobs by id, with their claims @param ended their leases */
    private record Lost(Map<String, Claim> jobs, List<Claim> ended) {}

    /** More than half of all leases, of several workers, do not end in one sweep because each of them vanished. */
    private Claims.Lapse why(Map<String, Map<Claim, Long>> leases, long all, long now) {
        List<Claim> lapsed = leases.values().stream()
                .flatMap(queue -> queue.entrySet().stream())
                .filter(lease -> lease.getValue() <= now)
                .map(Map.Entry::getKey)
                .toList();
        long owners = lapsed.stream().map(Claim::owner).distinct().count();
        return owners > 1 && 2L * lapsed.size() > all ? Claims.Lapse.NOBODYS_FAULT : Claims.Lapse.WORKER_LOST;
    }

    private void endOld(String queue, Map<Claim, Long> leases, long now) {
        Map<Claim, Long> far = leases.entrySet().stream()
                .filter(lease -> lease.getValue() > now + 2 * leaseMs && !own.holds(queue, lease.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (Claim claim : old.unrenewed(queue, far, nanos.getAsLong())) {
            stores.leases().shorten(queue, claim, now);
            leases.put(claim, now);
        }
    }

    private Lost lost(String queue, Map<Claim, Long> leases, long now) {
        Set<String> alive = new HashSet<>();
        List<Claim> ended = new ArrayList<>();
        leases.forEach((claim, end) -> {
            boolean ours = own.holds(queue, claim);
            if (ours && end <= now) {
                own.renew();
            }
            if (ours || end > now) {
                alive.add(key(claim));
            } else {
                ended.add(claim);
            }
        });
        Map<String, Claim> lost = new HashMap<>();
        stores.leases().active(queue).forEach((id, claim) -> {
            if (!alive.contains(key(claim)) && !own.holds(queue, claim)) {
                lost.put(id, claim);
            }
        });
        companions.lost(lost.values(), nanos.getAsLong());
        return new Lost(lost, ended);
    }

    /** First, so that whoever takes the others back does not hide what ran beside them. */
    private void takeBackSuspects(String queue, Lost lost, Claims.Lapse why) {
        for (List<Claimed> slice : slices(queue, lost, true)) {
            for (Claimed job : slice) {
                boolean alone = companions.of(lost.jobs().get(job.id()).owner()) <= 0;
                claims.takeBack(queue, List.of(job), lost.jobs(), alone ? why : Claims.Lapse.NOBODYS_FAULT);
            }
        }
    }

    private void takeBackOthers(String queue, Lost lost, Claims.Lapse why) {
        for (List<Claimed> slice : slices(queue, lost, false)) {
            claims.takeBack(queue, slice, lost.jobs(), why);
        }
        if (!lost.ended().isEmpty()) {
            stores.claims().settleLapsed(queue, List.of(), lost.ended());
        }
    }

    private List<List<Claimed>> slices(String queue, Lost lost, boolean suspects) {
        List<String> ids = List.copyOf(lost.jobs().keySet());
        List<List<Claimed>> all = new ArrayList<>();
        int most = Work.atOnce(LARGEST_CALL);
        for (int from = 0; from < ids.size(); from += most) {
            List<String> slice = ids.subList(from, Math.min(ids.size(), from + most));
            List<Claimed> some = stores.leases().packed(queue, slice).stream()
                    .filter(job -> job.stored().job().isSuspect() == suspects)
                    .toList();
            if (!some.isEmpty()) {
                all.add(some);
            }
        }
        return all;
    }

    private static String key(Claim claim) {
        return claim.epoch() + " " + claim.owner();
    }
}

package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.job.attempt.Claim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes back the jobs of workers that vanished: those whose lease has ended. Every worker node does; the script decides. */
public final class Recoverer implements Loop.Duty {
    private static final int LARGEST_CALL = 50;
    private static final long ORPHANS_EVERY = 30;

    private final WorkerStores stores;
    private final Claims claims;
    private final long leaseMs;
    private final Loop loop = new Loop("recoverer", this);
    private long upSinceNanos = System.nanoTime();
    private long turns;

    public Recoverer(WorkerStores stores, Claims claims, long leaseMs) {
        this.stores = stores;
        this.claims = claims;
        this.leaseMs = leaseMs;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    @Override
    public long turn() {
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
                : stores.leases().lapsed(names, stores.clock().millis());
        lapsed.forEach(this::recover);
        return everyNanos;
    }

    private void recover(String queue) {
        Map<Claim, Long> leases = stores.leases().leases(queue);
        long now = stores.clock().millis();
        Set<String> alive = leases.entrySet().stream()
                .filter(lease -> lease.getValue() > now)
                .map(lease -> key(lease.getKey()))
                .collect(Collectors.toSet());
        Map<String, Claim> lost = new HashMap<>();
        stores.leases().active(queue).forEach((id, claim) -> {
            if (!alive.contains(key(claim))) {
                lost.put(id, claim);
            }
        });
        List<String> ids = List.copyOf(lost.keySet());
        for (int from = 0; from < ids.size(); from += LARGEST_CALL) {
            List<String> slice = ids.subList(from, Math.min(ids.size(), from + LARGEST_CALL));
            claims.takeBack(queue, stores.leases().packed(queue, slice), lost);
        }
        List<Claim> ended = leases.keySet().stream()
                .filter(claim -> !alive.contains(key(claim)))
                .toList();
        if (!ended.isEmpty()) {
            stores.claims().settleLapsed(queue, List.of(), ended);
        }
    }

    private static String key(Claim claim) {
        return claim.epoch() + " " + claim.owner();
    }
}

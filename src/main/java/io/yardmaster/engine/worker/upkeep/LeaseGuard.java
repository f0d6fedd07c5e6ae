package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.StopReason;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells runs to stop before their lease ends, where no renewal went through: from then on another worker may run the
 * job. Counts from the moment the last successful renewal was sent, by this node's monotonic clock; it needs no store.
 */
public final class LeaseGuard implements Loop.Duty {
    private static final Logger LOG = Logger.getLogger(LeaseGuard.class);
    /** The part of a lease that a handler has to stop in. */
    private static final int RESERVE = 6;

    private final Supplier<List<OpenClaim>> claims;
    private final long leaseNanos;
    private final LongSupplier nanos;
    private final Loop loop = new Loop("lease-guard", this);

    public LeaseGuard(Supplier<List<OpenClaim>> claims, long leaseMs) {
        this(claims, leaseMs, System::nanoTime);
    }

    LeaseGuard(Supplier<List<OpenClaim>> claims, long leaseMs, LongSupplier nanos) {
        this.claims = claims;
        this.leaseNanos = leaseMs * 1_000_000;
        this.nanos = nanos;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    @Override
    public long turn() {
        long now = nanos.getAsLong();
        claims.get().stream()
                .filter(open -> now - open.heldSinceNanos >= leaseNanos - leaseNanos / RESERVE)
                .forEach(LeaseGuard::stop);
        return leaseNanos / (2 * RESERVE);
    }

    private static void stop(OpenClaim open) {
        List<Run> running =
                open.running().stream().filter(run -> !run.isCancelled()).toList();
        if (!running.isEmpty()) {
            LOG.warnf(
                    "%d runs of %s are stopped: their lease could not be renewed (epoch %d)",
                    running.size(), running.getFirst().job.queue(), open.claim.epoch());
            running.forEach(run -> run.stop(StopReason.LEASE_LOST));
        }
    }
}

package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.Yard;
import io.yardmaster.store.record.Stored;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseGuardTest {
    private static final long LEASE_MS = 30_000;

    private final AtomicLong nanos = new AtomicLong();
    private final OpenClaim open = new OpenClaim(new Claim(1, 0, "w"), null);
    private final Run run = new Run(
            new Stored(Yard.job("a"), null, null, false),
            open,
            0,
            null,
            new Run.Surroundings(done -> () -> {}, null, job -> Rules.SERVER, null));
    private final LeaseGuard guard = new LeaseGuard(() -> List.of(open), LEASE_MS, nanos::get);

    LeaseGuardTest() {
        open.add(run);
        open.heldSinceNanos = 0;
    }

    @Test
    void aRunIsToldToStopBeforeALeaseEndsThatWasNotRenewed() {
        lookAtMs(LEASE_MS * 5 / 6 - 1);
        assertThat(run.isCancelled()).isFalse();
        lookAtMs(LEASE_MS * 5 / 6);
        assertThat(run.isCancelled()).isTrue();
    }

    @Test
    void aRenewalCountsFromWhenItWasSent() {
        open.heldSinceNanos = 10_000L * 1_000_000;
        lookAtMs(LEASE_MS * 5 / 6);
        assertThat(run.isCancelled()).isFalse();
        lookAtMs(LEASE_MS * 5 / 6 + 10_000);
        assertThat(run.isCancelled()).isTrue();
    }

    private void lookAtMs(long ms) {
        nanos.set(ms * 1_000_000);
        guard.turn();
    }
}

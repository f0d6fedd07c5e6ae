package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.claims.Doors;
import io.yardmaster.engine.jobs.Told;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Recovery when the clock of the store steps: sweeps by hand, both clocks set by the test. */
class RecovererClockTest {
    private static final long LEASE_MS = 10_000;
    private static final long STEP_MS = 60_000;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final AtomicLong ahead = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final OwnClaims own = new OwnClaims();
    private final Map<String, Long> beats = new HashMap<>(Map.of("dead", 1L, "alive", 1L, "beats", 1L));
    private final QueueFaults faults = new QueueFaults(yard.clock);
    private Recoverer recoverer;

    @BeforeEach
    void stand() {
        WorkerStores stores = new WorkerStores(
                yard.claims,
                yard.leases,
                yard.queues,
                yard.jobs,
                yard.places,
                null,
                yard.links,
                () -> Instant.ofEpochMilli(yard.clock.millis() + ahead.get()));
        recoverer = new Recoverer(
                stores,
                new Doors(yard.claims, yard.reader, new Told().events(), yard.clock).claims(),
                new Recoverer.Around(faults, own, owner -> beats.getOrDefault(owner, 0L)),
                LEASE_MS,
                nanos::get);
        yard.enqueue("a", "b", "c", "d", "e");
        sweepAfterMs(LEASE_MS);
    }

    @Test
    void ownOpenClaimsAreSparedAndRenewedAtOnce() {
        own.held.add(hold("me", "a"));
        lapse();
        sweepAfterMs(1_000);
        assertThat(state("a")).isEqualTo(JobState.ACTIVE);
        assertThat(own.renewals).isPositive();
    }

    @Test
    void afterAJumpForwardThoseWhoLiveGetTimeToRenew() {
        hold("other", "a");
        lapse();
        ahead.addAndGet(STEP_MS);
        sweepAfterMs(1_000);
        sweepAfterMs(LEASE_MS / 2 - 1);
        assertThat(state("a")).isEqualTo(JobState.ACTIVE);
        assertThat(own.renewals).isPositive();
        sweepAfterMs(1);
        assertThat(state("a")).isEqualTo(JobState.WAITING);
    }

    @Test
    void noJobIsToBlameWhenMostLeasesOfSeveralWorkersLapseTogether() {
        hold("w1", "a");
        hold("w2", "b");
        lapse();
        hold("w3", "c");
        sweepAfterMs(1_000);
        assertThat(List.of(state("a"), state("b"), state("c")))
                .containsExactly(JobState.WAITING, JobState.WAITING, JobState.ACTIVE);
        assertThat(lost("a") + lost("b")).isZero();
    }

    @Test
    void aWorkerThatVanishedAloneIsCounted() {
        hold("w1", "a");
        lapse();
        hold("w2", "b");
        sweepAfterMs(1_000);
        assertThat(lost("a")).isEqualTo(1);
    }

    @Test
    void afterAJumpBackADeadWorkersJobsReturnWithinTwoLeases() {
        Claim dead = hold("dead", "a");
        Claim alive = hold("alive", "b");
        Claim beating = hold("beats", "c");
        endsInMs(dead, STEP_MS);
        endsInMs(beating, STEP_MS);
        for (int second = 0; second <= LEASE_MS / 1_000; second++) {
            assertThat(state("a")).isEqualTo(JobState.ACTIVE);
            endsInMs(alive, STEP_MS + second);
            beats.put("beats", (long) second);
            sweepAfterMs(1_000);
        }
        sweepAfterMs(1_000);
        assertThat(state("a")).isEqualTo(JobState.WAITING);
        assertThat(state("b")).isEqualTo(JobState.ACTIVE);
        assertThat(state("c")).isEqualTo(JobState.ACTIVE);
    }

    @Test
    void aBrokenQueueDoesNotKeepOthersFromBeingRecovered() {
        yard.queues.register("a-broken");
        yard.queues.register("z-broken");
        yard.ask(Command.SET, "ym:{a-broken}:leases", "x");
        yard.ask(Command.SET, "ym:{z-broken}:active", "x");
        hold("gone", "a");
        lapse();
        sweepAfterMs(1_000);
        assertThat(state("a")).isEqualTo(JobState.WAITING);
        assertThat(faults.all()).extracting(QueueFaults.Fault::queue).contains("a-broken");
        assertThat(faults.all()).allMatch(fault -> fault.message().contains("WRONGTYPE"));
    }

    private void sweepAfterMs(long ms) {
        nanos.addAndGet(ms * 1_000_000);
        recoverer.turn();
    }

    private static Claim hold(String owner, String id) {
        return yard.hold(owner, LEASE_MS, id);
    }

    /** Ends every lease there is. */
    private static void lapse() {
        yard.leases.leases(Yard.QUEUE).keySet().forEach(claim -> endsInMs(claim, -1));
    }

    private static void endsInMs(Claim claim, long ms) {
        yard.ask(Command.ZADD, yard.keys.of(Key.LEASES), yard.clock.millis() + ms, claim.epoch() + " " + claim.owner());
    }

    private static JobState state(String id) {
        return yard.reader.find(Yard.QUEUE, id).orElseThrow().state();
    }

    private static int lost(String id) {
        return yard.reader.find(Yard.QUEUE, id).orElseThrow().job().tally().lost();
    }
}

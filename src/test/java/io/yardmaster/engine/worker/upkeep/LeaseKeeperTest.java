package io.yardmaster.engine.worker.upkeep;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.worker.dispatch.Calls;
import io.yardmaster.engine.worker.dispatch.Dispatcher;
import io.yardmaster.engine.worker.dispatch.Track;
import io.yardmaster.engine.worker.run.Gate;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the keeper does with the leases of jobs that run here, over a real Redis; the tests drive its turns. */
class LeaseKeeperTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private final Gate gate = new Gate();
    private final QueueFaults faults = new QueueFaults(InstantSource.fixed(Instant.ofEpochMilli(Yard.AT)));
    private Dispatcher dispatcher;
    private LeaseKeeper keeper;

    @BeforeEach
    void runOne() {
        Calls calls = gate.calls(yard);
        dispatcher = gate.dispatcher(yard, calls, 3);
        keeper = new LeaseKeeper(dispatcher, yard.leases, faults, calls);
        yard.enqueue("a");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().contains("a"));
    }

    @AfterEach
    void end() {
        gate.open();
    }

    @Test
    void aThirdOfALeaseLiesBetweenRenewals() {
        assertThat(keeper.turn()).isEqualTo(Yard.LEASE_MS * 1_000_000 / 3);
    }

    @Test
    void theLeaseOfWhatRunsIsProlonged() {
        Claim claim = held();
        yard.ask(Command.ZADD, yard.keys.of(Key.LEASES), 1, claim.epoch() + " " + claim.owner());
        keeper.turn();
        assertThat(yard.leases.leases(Yard.QUEUE).values())
                .singleElement()
                .satisfies(ends -> assertThat(ends).isGreaterThan(Yard.AT));
        assertThat(keeper.holds(Yard.QUEUE, claim)).isTrue();
        assertThat(keeper.holds("other", claim)).isFalse();
    }

    @Test
    void aRunWhoseLeaseIsGoneIsToldToStop() {
        yard.ask(Command.DEL, yard.keys.of(Key.LEASES));
        keeper.turn();
        turnUntil(() -> gate.isStopped("a"));
    }

    @Test
    void aRunThatSomebodyCancelledIsToldToStop() {
        yard.ask(Command.HSET, yard.keys.of(Key.CANCELS), "a", held().epoch());
        keeper.turn();
        turnUntil(() -> yard.count(JobState.CANCELLED) == 1);
        assertThat(gate.isStopped("a")).isTrue();
    }

    @Test
    void aClaimWhoseReplyWasLostIsFoundByItsLease() {
        yard.enqueue("b");
        Claim lost = yard.hold(Gate.OWNER, Yard.LEASE_MS, "b");
        Claim foreign = foreign();
        keeper.turn();
        dispatcher.turn();
        assertThat(gate.begun()).as("no reply is missed").containsExactly("a");
        track().failed(true, Duration.ofMinutes(1).toNanos());
        keeper.turn();
        turnUntil(() -> gate.begun().contains("b"));
        assertThat(keeper.holds(Yard.QUEUE, lost)).isTrue();
        assertThat(keeper.holds(Yard.QUEUE, foreign)).isFalse();
        assertThat(gate.begun()).doesNotContain("c");
    }

    @Test
    void aClaimThatIsFoundIsRenewedBeforeItBegins() {
        yard.enqueue("b");
        Claim lost = yard.hold(Gate.OWNER, Yard.LEASE_MS, "b");
        yard.ask(Command.ZADD, yard.keys.of(Key.LEASES), 1, lost.epoch() + " " + lost.owner());
        track().failed(true, Duration.ofMinutes(1).toNanos());
        keeper.turn();
        assertThat(yard.leases.leases(Yard.QUEUE).values())
                .hasSize(2)
                .allSatisfy(ends -> assertThat(ends).isGreaterThan(Yard.AT));
        turnUntil(() -> gate.begun().contains("b"));
    }

    @Test
    void theSearchEndsWithItsTime() {
        track().failed(true, 0);
        keeper.turn();
        dispatcher.turn();
        assertThat(track().lost).isNull();
    }

    @Test
    void aKeyOfAWrongTypeIsAFaultOfItsQueue() {
        yard.ask(Command.SET, yard.keys.of(Key.CANCELS), "x");
        keeper.turn();
        assertThat(faults.all()).singleElement().satisfies(fault -> {
            assertThat(fault.queue()).isEqualTo(Yard.QUEUE);
            assertThat(fault.duty()).isEqualTo("renewal of leases");
        });
        yard.ask(Command.DEL, yard.keys.of(Key.CANCELS));
        keeper.turn();
        assertThat(faults.all()).isEmpty();
    }

    private Claim foreign() {
        yard.enqueue("c");
        return yard.hold("somebody-else", Yard.LEASE_MS, "c");
    }

    private Track track() {
        return dispatcher.tracks().iterator().next();
    }

    private Claim held() {
        return track().claims.values().iterator().next().claim;
    }

    private void turnUntil(Callable<Boolean> done) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            dispatcher.turn();
            return done.call();
        });
    }
}

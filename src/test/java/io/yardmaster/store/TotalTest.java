package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.cluster.SettingsStore;
import io.yardmaster.store.cluster.SettingsStore.Versioned;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many jobs of a queue run at once over all nodes: the claim decides. */
class TotalTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void noClaimBringsTheSumAboveTheTotal() {
        total(3);
        yard.enqueue("a", "b", "c", "d", "e");
        Turned first = yard.claim("w1", 2, Yard.LEASE_MS);
        Turned second = yard.claim("w2", 2, Yard.LEASE_MS);
        Turned third = yard.claim("w3", 2, Yard.LEASE_MS);
        assertThat(Yard.ids(first)).containsExactly("a", "b");
        assertThat(first.limitedUntil()).isZero();
        assertThat(Yard.ids(second)).containsExactly("c");
        assertThat(second.limitedUntil()).isEqualTo(Turned.UNTIL_AN_END);
        assertThat(third.claimed()).isEmpty();
        assertThat(third.limitedUntil()).isEqualTo(Turned.UNTIL_AN_END);
    }

    @Test
    void aTurnThatCompletesMakesRoomForItsOwnClaim() {
        total(1);
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        Turn turn = new Turn("w", Yard.LEASE_MS)
                .of(claim, claim.startedAt(), 1)
                .complete("a", null, 100)
                .drop(claim)
                .want(5, false);
        assertThat(Yard.ids(yard.turn(turn))).containsExactly("b");
    }

    @Test
    void theJobsOfADeadWorkerCountUntilTheyAreTakenBack() {
        total(1);
        yard.enqueue("a", "b");
        yard.hold("dead", Yard.NO_LEASE, "a");
        assertThat(yard.claim("w", 1, Yard.LEASE_MS).claimed()).isEmpty();
    }

    @Test
    void theTotalCountsOverAllLanesAndIsTakenAwayAgain() {
        total(1);
        yard.enqueue("a", "b");
        yard.ask(Command.HSET, yard.keys.of(Key.META), "lanes", "1");
        yard.ask(Command.ZADD, yard.keys.of(Key.LANES), 10L << 46, "0");
        yard.hold("w", Yard.LEASE_MS, "a");
        assertThat(yard.claim("w", 1, Yard.LEASE_MS).claimed()).isEmpty();
        total(null);
        assertThat(Yard.ids(yard.claim("w", 1, Yard.LEASE_MS))).containsExactly("b");
    }

    @Test
    void aTotalThatIsLoweredUnderWhatRunsLetsItEnd() {
        yard.enqueue("a", "b", "c");
        yard.hold("w", Yard.LEASE_MS, "a", "b");
        total(1);
        Turned none = yard.claim("w", 9, Yard.LEASE_MS);
        assertThat(none.claimed()).isEmpty();
        assertThat(none.limitedUntil()).isEqualTo(Turned.UNTIL_AN_END);
    }

    @Test
    void anEmptyQueueIsNotLimitedByItsTotal() {
        total(2);
        yard.enqueue("a");
        Turned claimed = yard.claim("w", 9, Yard.LEASE_MS);
        assertThat(Yard.ids(claimed)).containsExactly("a");
        assertThat(claimed.limitedUntil()).isZero();
    }

    private static void total(Integer total) {
        SettingsStore store = new SettingsStore(yard.links);
        Versioned before = store.read(List.of(Yard.QUEUE)).get(Yard.QUEUE);
        Concurrency set = new Concurrency(null, total, null, null);
        assertThat(store.write(Yard.QUEUE, before, QueueSettings.NONE.withConcurrency(set)))
                .isTrue();
    }
}

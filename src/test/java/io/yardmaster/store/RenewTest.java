package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.LeaseStore.CancelRequest;
import io.yardmaster.store.LeaseStore.Renewed;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RenewTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void aLeaseIsProlongedAlsoOneThatEndedAndWasNotTakenYet() {
        yard.enqueue("a", "b");
        Claim alive = yard.hold("w", Yard.LEASE_MS, "a");
        Claim lapsed = yard.hold("w", Yard.NO_LEASE, "b");
        Renewed renewed = yard.leases.renew(Yard.QUEUE, List.of(alive, lapsed), 2 * Yard.LEASE_MS);
        assertThat(renewed.gone()).isEmpty();
        assertThat(yard.leases.leases(Yard.QUEUE).values())
                .hasSize(2)
                .allMatch(end -> end >= alive.startedAt() + 2 * Yard.LEASE_MS);
        assertThat(ended(Yard.QUEUE, alive.startedAt() + Yard.LEASE_MS)).isZero();
    }

    @Test
    void aLeaseThatIsGoneIsToldAndNotMadeAgain() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        yard.ask(Command.DEL, yard.keys.of(Key.LEASES));
        assertThat(yard.leases.renew(Yard.QUEUE, List.of(claim), Yard.LEASE_MS).gone())
                .containsExactly(claim);
        assertThat(yard.leases.leases(Yard.QUEUE)).isEmpty();
    }

    @Test
    void queuesWithLapsedLeasesAreFoundInOneRound() {
        yard.enqueue("a");
        Claim lapsed = yard.hold("w", Yard.NO_LEASE, "a");
        yard.queues.register("idle");
        assertThat(ended("idle", lapsed.startedAt())).isZero();
        assertThat(ended(Yard.QUEUE, lapsed.startedAt())).isEqualTo(1);
        assertThat(ended(Yard.QUEUE, lapsed.startedAt() - 1)).isZero();
    }

    private static long ended(String queue, long now) {
        return yard.leases
                .ends(List.of("idle", Yard.QUEUE), now, now)
                .get(queue)
                .lapsed();
    }

    @Test
    void requestsToStopRunsThatHaveEndedDoNotHideNewOnes() {
        for (int round = 0; round < 6; round++) {
            String[] ids = ids(round);
            yard.enqueue(ids);
            Claim claim = yard.hold("w", Yard.LEASE_MS, ids);
            cancel(ids);
            yard.complete(claim, ids);
        }
        yard.enqueue("late");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "late");
        cancel("late");
        CancelRequest asked = new CancelRequest("late", claim.epoch());
        List<CancelRequest> heard = new ArrayList<>();
        for (int renewal = 0; renewal < 6; renewal++) {
            heard.addAll(
                    yard.leases.renew(Yard.QUEUE, List.of(claim), Yard.LEASE_MS).cancels());
        }
        assertThat(heard).contains(asked).containsOnly(asked);
        assertThat(yard.ask(Command.HLEN, yard.keys.of(Key.CANCELS)).toInteger())
                .isEqualTo(1);
    }

    private static String[] ids(int round) {
        return IntStream.range(0, 256).mapToObj(i -> "r" + round + "-" + i).toArray(String[]::new);
    }

    private static void cancel(String... ids) {
        List<Move> moves = List.of(ids).stream()
                .map(id -> new Move(id, JobState.ACTIVE, JobState.CANCELLED, Written.NOTHING))
                .toList();
        assertThat(yard.jobs.move(Yard.QUEUE, moves)).doesNotContain(false);
    }
}

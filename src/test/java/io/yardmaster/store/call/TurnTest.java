package io.yardmaster.store.call;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.Yard;
import io.yardmaster.store.record.Claimed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TurnTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void aClaimTakesTheNextJobsUnderOneNumberAndOneLease() {
        yard.enqueue("a", "b", "c");
        Turned turned = yard.claim("w", 2, Yard.LEASE_MS);
        Claim claim = new Claim(turned.epoch(), turned.now(), "w");
        assertThat(turned.claimed().stream().map(claimed -> claimed.stored().job()))
                .containsExactly(Yard.job("a"), Yard.job("b"));
        assertThat(yard.leases.active(Yard.QUEUE)).isEqualTo(Map.of("a", claim, "b", claim));
        assertThat(yard.leases.leases(Yard.QUEUE))
                .isEqualTo(Map.of(new Claim(claim.epoch(), 0, "w"), turned.now() + Yard.LEASE_MS));
        assertThat(yard.statesOf("a")).containsExactly(JobState.ACTIVE);
        assertThat(yard.statesOf("c")).containsExactly(JobState.WAITING);
    }

    @Test
    void everyClaimHasAHigherNumber() {
        yard.enqueue("a", "b", "c");
        long first = yard.claim("w", 1, Yard.LEASE_MS).epoch();
        long second = yard.claim("v", 1, Yard.LEASE_MS).epoch();
        long third = yard.claim("w", 1, Yard.LEASE_MS).epoch();
        assertThat(first).isPositive().isLessThan(second);
        assertThat(second).isLessThan(third);
        assertThat(yard.claim("w", 1, Yard.LEASE_MS).epoch()).isZero();
    }

    @Test
    void aCompletionIsAcceptedOnceAndRepeatedWithTheSameSuccess() {
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b");
        Turn done = new Turn("w", Yard.LEASE_MS)
                .of(claim, claim.startedAt(), 2)
                .complete("a", "{\"n\":1}", 100)
                .complete("b", null, 50)
                .drop(claim);
        assertThat(yard.turn(done).refused()).isEmpty();
        Object bytes = yard.ask(Command.HGET, yard.keys.of(Key.META), "bytes").toString();
        assertThat(yard.turn(done).refused()).isEmpty();
        assertThat(yard.ask(Command.HGET, yard.keys.of(Key.META), "bytes").toString())
                .isEqualTo(bytes)
                .isEqualTo("157");
        assertThat(yard.count(JobState.COMPLETED)).isEqualTo(2);
        JobView a = yard.reader.find(Yard.QUEUE, "a").orElseThrow();
        assertThat(a.result()).isEqualTo("{\"n\":1}");
        assertThat(a.standing().claim()).isEqualTo(claim);
        assertThat(yard.leases.active(Yard.QUEUE)).isEmpty();
        assertThat(yard.leases.leases(Yard.QUEUE)).isEmpty();
    }

    @Test
    void aCompletionUnderAnOldClaimIsRefusedAndTheNewOneGoesOn() {
        yard.enqueue("a");
        Claim old = yard.hold("w", Yard.NO_LEASE, "a");
        yard.settleLapsed(Yard.settlement(old, Settlement.To.WAITING, 0, Yard.job("a"), null));
        Claim current = yard.hold("v", Yard.LEASE_MS, "a");
        Turn late = new Turn("w", Yard.LEASE_MS).of(old, old.startedAt(), 1).complete("a", "\"stale\"", 1);
        assertThat(yard.turn(late).refused()).containsExactly(0);
        assertThat(yard.leases.active(Yard.QUEUE)).isEqualTo(Map.of("a", current));
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().result()).isNull();
        assertThat(yard.complete(current, "a")).isEmpty();
        assertThat(yard.turn(late).refused()).containsExactly(0);
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().standing().claim())
                .isEqualTo(current);
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().result()).isNull();
    }

    @Test
    void ofSeveralOnlyTheStaleOnesAreRefused() {
        yard.enqueue("a", "b", "c");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b", "c");
        Claim wrongStart = new Claim(claim.epoch(), claim.startedAt() + 1, "w");
        Turn mixed = new Turn("w", Yard.LEASE_MS)
                .of(wrongStart, wrongStart.startedAt(), 1)
                .complete("a", "1", 1)
                .of(claim, claim.startedAt(), 2)
                .complete("gone", "2", 1)
                .complete("c", "3", 1);
        assertThat(yard.turn(mixed).refused()).containsExactly(0, 1);
        assertThat(yard.statesOf("a")).containsExactly(JobState.ACTIVE);
        assertThat(yard.statesOf("gone")).isEmpty();
        assertThat(yard.statesOf("c")).containsExactly(JobState.COMPLETED);
        assertThat(yard.ask(Command.HKEYS, yard.keys.of(Key.RESULTS)).toString())
                .isEqualTo("[c]");
    }

    @Test
    void aLeaseStaysUntilItsLastJobIsDone() {
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b");
        yard.turn(new Turn("w", Yard.LEASE_MS).of(claim, claim.startedAt(), 1).complete("a", null, 1));
        assertThat(yard.leases.leases(Yard.QUEUE)).hasSize(1);
        yard.complete(claim, "b");
        assertThat(yard.leases.leases(Yard.QUEUE)).isEmpty();
    }

    @Test
    void aPausedQueueFinishesAndGivesNothingOut() {
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        yard.queues.pause(List.of(Yard.QUEUE), true);
        Turn both = new Turn("w", Yard.LEASE_MS)
                .of(claim, claim.startedAt(), 1)
                .complete("a", null, 1)
                .want(5, false);
        assertThat(yard.turn(both).claimed()).isEmpty();
        assertThat(yard.statesOf("a")).containsExactly(JobState.COMPLETED);
        yard.queues.pause(List.of(Yard.QUEUE), false);
        assertThat(Yard.ids(yard.claim("w", 5, Yard.LEASE_MS))).containsExactly("b");
    }

    @Test
    void aSuspectComesAloneAndOnlyToWhoMayHaveOne() {
        yard.enqueue(Yard.job("s1", 10, Yard.AT, new Tally(0, 2, 0)), Yard.job("s2", 10, Yard.AT, new Tally(0, 2, 0)));
        yard.enqueue("a", "b", "c");
        assertThat(Yard.ids(yard.claim("w", 1, Yard.LEASE_MS))).containsExactly("a");
        Turned alone = yard.turn(new Turn("w", Yard.LEASE_MS).want(9, true));
        assertThat(Yard.ids(alone)).containsExactly("s1");
        assertThat(alone.claimed().getFirst().isSuspect()).isTrue();
        assertThat(Yard.ids(yard.turn(new Turn("v", Yard.LEASE_MS).want(9, true))))
                .containsExactly("s2");
        assertThat(Yard.ids(yard.turn(new Turn("v", Yard.LEASE_MS).want(9, true))))
                .containsExactly("b", "c");
    }

    @Test
    void theLargestTurnCompletesAndClaimsAsMany() {
        String[] ids =
                IntStream.range(0, 2 * Turn.LARGEST).mapToObj(i -> "id" + i).toArray(String[]::new);
        yard.enqueue(ids);
        Turned first = yard.claim("w", Turn.LARGEST, Yard.LEASE_MS);
        Claim claim = new Claim(first.epoch(), first.now(), "w");
        Turn both = new Turn("w", Yard.LEASE_MS)
                .of(claim, claim.startedAt(), Turn.LARGEST)
                .want(Turn.LARGEST, false);
        first.claimed().forEach(job -> both.complete(job.id(), "{}", 1));
        Turned second = yard.turn(both.drop(claim));
        assertThat(second.claimed()).hasSize(Turn.LARGEST);
        assertThat(yard.count(JobState.COMPLETED)).isEqualTo(Turn.LARGEST);
        assertThat(yard.count(JobState.WAITING)).isZero();
    }

    @Test
    void aJobWithoutARecordIsClaimedAndCannotBeRead() {
        yard.enqueue("a");
        yard.ask(Command.HDEL, yard.keys.of(Key.RECORDS), "a");
        Claimed claimed = yard.claim("w", 1, Yard.LEASE_MS).claimed().getFirst();
        assertThat(claimed.record()).isNull();
        assertThat(claimed.stored().isReadable()).isFalse();
        assertThat(claimed.stored().job().id()).isEqualTo("a");
    }

    @Test
    void whoFindsTooLittleIsMarkedToBeWoken() {
        yard.enqueue("a");
        assertThat(parked()).isNotEqualTo("1");
        yard.claim("w", 2, Yard.LEASE_MS);
        assertThat(parked()).isEqualTo("1");
        yard.enqueue("b");
        assertThat(parked()).isEqualTo("0");
    }

    private static String parked() {
        return String.valueOf(yard.ask(Command.HGET, yard.keys.of(Key.META), "parked"));
    }

    @Test
    void aNumberIsNotGivenTwiceAlsoWhenTheStoreLostItsLastWrites() {
        yard.enqueue("a", "b", "c");
        long first = yard.claim("w1", 1, Yard.LEASE_MS).epoch();
        long second = yard.claim("w2", 1, Yard.LEASE_MS).epoch();
        assertThat(second).isGreaterThan(first);
        yard.ask(Command.HDEL, yard.keys.of(Key.META), "claim");
        long now = yard.clock.millis();
        await().until(() -> yard.clock.millis() > now + 1);
        assertThat(yard.claim("w3", 1, Yard.LEASE_MS).epoch()).isGreaterThan(second);
    }
}

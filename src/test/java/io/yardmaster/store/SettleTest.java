package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.RedisLink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettleTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void aRetryIsDueAfterItsDelayByTheStoresClock() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        Job failed = Yard.job("a", 10, Yard.AT, new Tally(1, 0, 0));
        assertThat(yard.settle(Yard.settlement(claim, Settlement.To.RETRYING, 5_000, failed, null)))
                .isEmpty();
        JobView view = find("a");
        assertThat(yard.statesOf("a")).containsExactly(JobState.RETRYING);
        assertThat(view.standing().instant()).isBetween(claim.startedAt() + 5_000, claim.startedAt() + 60_000);
        assertThat(view.job()).isEqualTo(failed.dueAt(view.standing().instant()));
    }

    @Test
    void theDeadAndTheCancelledKeepTheirEndingAndTheTime() {
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b");
        Ending fatal = new Ending(Reason.FATAL, "no");
        Ending asked = new Ending(Reason.BY_USER, null);
        assertThat(yard.settle(
                        ended(claim, Settlement.To.DEAD, "a", fatal),
                        ended(claim, Settlement.To.CANCELLED, "b", asked)))
                .isEmpty();
        assertThat(yard.statesOf("a")).containsExactly(JobState.DEAD);
        assertThat(yard.statesOf("b")).containsExactly(JobState.CANCELLED);
        assertThat(find("a").job()).isEqualTo(Yard.job("a"));
        assertThat(find("a").standing().ending()).isEqualTo(fatal);
        assertThat(find("b").standing().ending()).isEqualTo(asked);
        assertThat(find("a").standing().instant()).isGreaterThanOrEqualTo(claim.startedAt());
    }

    private static Settlement ended(Claim claim, Settlement.To to, String id, Ending ending) {
        return new Settlement(id, claim, to, 0, new Written(Yard.job(id), ending), null);
    }

    @Test
    void whatIsGivenBackStandsAtTheHeadOfItsPriority() {
        Job urgent = Yard.job("urgent", 1, Yard.AT, Tally.NONE);
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        yard.enqueue(urgent);
        yard.settle(Yard.settlement(claim, Settlement.To.WAITING, 0, Yard.job("a"), null));
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("urgent", "a", "b");
    }

    @Test
    void theSecondTimeIsRefusedAndChangesNothing() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        Attempt attempt = Yard.attempt(claim, 1, Attempt.End.FATAL, JobError.of("X", "y"));
        Settlement dead = Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("a"), attempt);
        assertThat(yard.settle(dead)).isEmpty();
        JobView before = find("a");
        assertThat(yard.settle(dead)).containsExactly(0);
        Settlement retry = Yard.settlement(claim, Settlement.To.RETRYING, 1, Yard.job("a"), attempt);
        assertThat(yard.settle(retry)).containsExactly(0);
        assertThat(find("a")).isEqualTo(before);
        assertThat(yard.statesOf("a")).containsExactly(JobState.DEAD);
    }

    @Test
    void anEndUnderAnOldClaimIsRefusedAmongOthersThatAreNot() {
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b");
        Claim old = new Claim(claim.epoch() - 1, claim.startedAt(), "w");
        assertThat(yard.settle(
                        Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("a"), null),
                        Yard.settlement(old, Settlement.To.DEAD, 0, Yard.job("b"), null),
                        Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("never"), null)))
                .containsExactly(1, 2);
        assertThat(yard.leases.active(Yard.QUEUE)).isEqualTo(Map.of("b", claim));
        assertThat(yard.statesOf("never")).isEmpty();
    }

    @Test
    void aRunAskedToStopIsWrittenAsCancelledOrCompletedOnly() {
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b");
        ask("a");
        for (Settlement.To to : Settlement.To.values()) {
            if (to != Settlement.To.CANCELLED && to != Settlement.To.COMPLETED) {
                Settlement other = Yard.settlement(claim, to, 5, Yard.job("a"), null);
                assertThat(yard.stopped(other)).as(to.name()).containsExactly(0);
                assertThat(yard.statesOf("a")).containsExactly(JobState.ACTIVE);
            }
        }
        Settlement free = Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("b"), null);
        assertThat(yard.stopped(free)).isEmpty();
        assertThat(yard.settle(ended(claim, Settlement.To.CANCELLED, "a", new Ending(Reason.BY_USER, null))))
                .isEmpty();
        assertThat(yard.statesOf("a")).containsExactly(JobState.CANCELLED);
        assertThat(yard.ask(Command.HLEN, yard.keys.of(Key.CANCELS)).toInteger())
                .isZero();
    }

    @Test
    void aStopThatWasAskedOfAnEarlierRunIsNotHeardByTheNext() {
        yard.enqueue("a");
        Claim first = yard.hold("w", Yard.LEASE_MS, "a");
        ask("a");
        yard.settle(ended(first, Settlement.To.CANCELLED, "a", new Ending(Reason.BY_USER, null)));
        yard.ask(Command.HSET, yard.keys.of(Key.CANCELS), "a", first.epoch());
        yard.jobs.move(Yard.QUEUE, List.of(new Move("a", JobState.CANCELLED, JobState.WAITING, Written.NOTHING)));
        Claim second = yard.hold("w", Yard.LEASE_MS, "a");
        Settlement dead = Yard.settlement(second, Settlement.To.DEAD, 0, Yard.job("a"), null);
        assertThat(yard.settle(dead)).isEmpty();
        assertThat(yard.statesOf("a")).containsExactly(JobState.DEAD);
    }

    private static void ask(String id) {
        Move move = new Move(id, JobState.ACTIVE, JobState.CANCELLED, Written.NOTHING);
        assertThat(yard.jobs.move(Yard.QUEUE, List.of(move))).containsExactly(true);
    }

    @Test
    void recoveryTakesOnlyWhatHasNoLeaseAnyMore() {
        yard.enqueue("a", "b", "c");
        Claim alive = yard.hold("w", Yard.LEASE_MS, "a");
        Claim lapsed = yard.hold("w", Yard.NO_LEASE, "b");
        Claim dropped = yard.hold("w", Yard.LEASE_MS, "c");
        yard.ask(Command.ZREM, yard.keys.of(Key.LEASES), Hold.lease(dropped));
        assertThat(yard.settleLapsed(back(alive, "a"), back(lapsed, "b"), back(dropped, "c")))
                .containsExactly(0);
        assertThat(yard.statesOf("a")).containsExactly(JobState.ACTIVE);
        assertThat(yard.statesOf("b")).containsExactly(JobState.WAITING);
        assertThat(yard.statesOf("c")).containsExactly(JobState.WAITING);
    }

    @Test
    void recoveryDropsOnlyLeasesThatHaveEnded() {
        yard.enqueue("a", "b");
        Claim alive = yard.hold("w", Yard.LEASE_MS, "a");
        Claim lapsed = yard.hold("w", Yard.NO_LEASE, "b");
        RedisLink.await(yard.claims.settle(Yard.QUEUE, List.of(), List.of(alive, lapsed), true));
        assertThat(yard.leases.leases(Yard.QUEUE).keySet()).containsExactly(new Claim(alive.epoch(), 0, "w"));
        RedisLink.await(yard.claims.settle(Yard.QUEUE, List.of(), List.of(alive), false));
        assertThat(yard.leases.leases(Yard.QUEUE)).isEmpty();
    }

    @Test
    void theFirstAndTheLastErrorKeepTheirStackAndThoseBetweenAreShort() {
        for (int number = 1; number <= 4; number++) {
            failOnce("a", number);
        }
        List<Attempt> attempts = find("a").attempts();
        assertThat(attempts).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
        assertThat(attempts.getFirst().error()).isEqualTo(error(1));
        assertThat(attempts.get(1).error()).isEqualTo(error(2).shortened());
        assertThat(attempts.get(2).error()).isEqualTo(error(3).shortened());
        assertThat(attempts.getLast().error()).isEqualTo(error(4));
        assertThat(attempts.get(1).error().stack()).isNull();
        assertThat(attempts).extracting(Attempt::epoch).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aLongHistoryIsBoundedAndItsEndsStay() {
        for (int number = 1; number <= 450; number++) {
            failOnce("a", number);
        }
        List<Attempt> attempts = find("a").attempts();
        assertThat(attempts.getFirst().error()).isEqualTo(error(1));
        assertThat(attempts.getLast().error()).isEqualTo(error(450));
        assertThat(attempts).hasSizeBetween(300, 449);
        assertThat(yard.ask(Command.HSTRLEN, yard.keys.of(Key.HISTORY), "a").toLong())
                .isLessThan(300_000);
    }

    /** Enqueues or brings it back, claims it and lets it fail. */
    private static void failOnce(String id, int number) {
        if (number == 1) {
            yard.enqueue(id);
        } else {
            yard.jobs.move(Yard.QUEUE, List.of(new Move(id, JobState.RETRYING, JobState.WAITING, Written.NOTHING)));
        }
        Claim claim = yard.hold("w", Yard.LEASE_MS, id);
        Attempt attempt = Yard.attempt(claim, number, Attempt.End.FAILED, error(number));
        yard.settle(Yard.settlement(claim, Settlement.To.RETRYING, 0, Yard.job(id), attempt));
    }

    private static JobError error(int number) {
        return new JobError("Boom", number + " bäng ".repeat(100), "at line " + number + "\nat bäng\n");
    }

    private static Settlement back(Claim claim, String id) {
        return Yard.settlement(claim, Settlement.To.WAITING, 0, Yard.job(id), null);
    }

    private static JobView find(String id) {
        return yard.reader.find(Yard.QUEUE, id).orElseThrow();
    }
}

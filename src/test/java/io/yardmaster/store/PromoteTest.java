package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Past;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.JobStore.Promoted;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PromoteTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void whatIsDueWaitsInTheOrderItWasDueAndTheRestStays() {
        yard.enqueue(due("late", 3), due("early", 1), due("far", 2 * Yard.AT), due("middle", 2));
        Promoted promoted = promote(100);
        assertThat(promoted.moved()).isEqualTo(3);
        assertThat(promoted.nextDueInMs()).isPositive();
        assertThat(yard.statesOf("far")).containsExactly(JobState.SCHEDULED);
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("early", "middle", "late");
        assertThat(promote(100).moved()).isZero();
    }

    @Test
    void aRetryComesBackWithItsPriority() {
        yard.enqueue(Yard.job("low", 50, Yard.AT, Tally.NONE));
        Claim claim = yard.hold("w", Yard.LEASE_MS, "low");
        Job low = Yard.job("low", 50, Yard.AT, new Tally(1, 0, 0));
        yard.settle(Yard.settlement(claim, Settlement.To.RETRYING, 0, low, null));
        yard.enqueue("a");
        assertThat(promote(100)).isEqualTo(new Promoted(1, -1));
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("a", "low");
    }

    @Test
    void aSuspectGoesToTheLaneOfItsOwn() {
        yard.enqueue("s", "a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "s");
        Job twice = Yard.job("s", 10, Yard.AT, new Tally(0, 2, 0));
        yard.settle(Yard.settlement(claim, Settlement.To.RETRYING, 0, twice, null));
        promote(100);
        assertThat(Yard.ids(yard.turn(new Turn("w", Yard.LEASE_MS).want(9, true))))
                .containsExactly("s");
    }

    @Test
    void noMoreThanAskedForMoveAtOnce() {
        yard.enqueue(IntStream.range(1, 8).mapToObj(i -> due("id" + i, i)).toArray(Job[]::new));
        assertThat(promote(3)).isEqualTo(new Promoted(3, 0));
        assertThat(promote(3)).isEqualTo(new Promoted(3, 0));
        assertThat(promote(3)).isEqualTo(new Promoted(1, -1));
    }

    @Test
    void oneCallServesManyQueues() {
        yard.enqueue(due("a", 1));
        yard.queues.register("other");
        assertThat(yard.jobs.promote(List.of("other", Yard.QUEUE), 100))
                .containsExactly(new Promoted(0, -1), new Promoted(1, -1));
        assertThat(yard.jobs.promote(List.of(), 100)).isEmpty();
    }

    @Test
    void aJobWithoutARecordIsPromotedToo() {
        yard.enqueue(due("a", 1), due("b", 2));
        yard.ask(Command.HDEL, yard.keys.of(Key.RECORDS), "a");
        yard.ask(Command.HSET, yard.keys.of(Key.RECORDS), "b", "no");
        assertThat(promote(100).moved()).isEqualTo(2);
        assertThat(yard.count(JobState.WAITING)).isEqualTo(2);
    }

    private static Promoted promote(int most) {
        return yard.jobs.promote(List.of(Yard.QUEUE), most).getFirst();
    }

    /** Due in the past, but later than it was created. */
    private static Job due(String id, long afterMs) {
        return new Job(
                id,
                Yard.QUEUE,
                new Work("demo.noop", null, 10, List.of()),
                Yard.job(id).rules(),
                Times.of(1_000_000, 1_000_000 + afterMs),
                Past.NONE);
    }
}

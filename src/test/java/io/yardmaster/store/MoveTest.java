package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Standing;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.LeaseStore.CancelRequest;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoveTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void aJobGoesFromWhereItWasSeenOnce(JobState from) {
        yard.enqueue("a");
        States.put(yard, "a", from);
        JobState to = from == JobState.CANCELLED ? JobState.WAITING : JobState.CANCELLED;
        assertThat(move("a", from, to, null)).containsExactly(true);
        assertThat(yard.statesOf("a")).containsExactly(to);
        assertThat(move("a", from, to, null)).containsExactly(false);
        assertThat(yard.statesOf("a")).containsExactly(to);
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatIsElsewhereStaysThere(JobState actual) {
        yard.enqueue("a");
        States.put(yard, "a", actual);
        Job edited = Yard.job("a", 1, Yard.AT, new Tally(9, 0, 0));
        for (JobState seen : JobState.values()) {
            if (seen != actual) {
                assertThat(move("a", seen, JobState.WAITING, edited)).containsExactly(false);
            }
        }
        assertThat(yard.statesOf("a")).containsExactly(actual);
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().job().priority())
                .isEqualTo(10);
    }

    @Test
    void whatVanishedIsNotMoved() {
        for (JobState seen : JobState.values()) {
            assertThat(move("gone", seen, JobState.CANCELLED, Yard.job("gone"))).containsExactly(false);
        }
        assertThat(yard.statesOf("gone")).isEmpty();
        assertThat(yard.reader.find(Yard.QUEUE, "gone")).isEmpty();
    }

    @Test
    void theNewRecordGoesWithTheMoveAndSaysThePriority() {
        yard.enqueue("a", "b");
        States.put(yard, "a", JobState.DEAD);
        Job edited = Yard.job("a", 1, Yard.AT, Tally.NONE);
        assertThat(move("a", JobState.DEAD, JobState.WAITING, edited)).containsExactly(true);
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().job()).isEqualTo(edited);
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("a", "b");
    }

    @Test
    void whatIsRetriedStandsBehindThoseOfItsPriority() {
        yard.enqueue("a", "b");
        States.put(yard, "a", JobState.RETRYING);
        move("a", JobState.RETRYING, JobState.WAITING, null);
        yard.enqueue("c");
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("b", "a", "c");
    }

    @Test
    void aSuspectCanBeCancelledOutOfItsLane() {
        yard.enqueue("s", "a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "s");
        yard.settle(Yard.settlement(claim, Settlement.To.WAITING, 0, Yard.job("s", 10, 1, new Tally(0, 2, 0)), null));
        assertThat(move("s", JobState.WAITING, JobState.CANCELLED, null)).containsExactly(true);
        assertThat(yard.statesOf("s")).containsExactly(JobState.CANCELLED);
        assertThat(Yard.ids(yard.turn(new Turn("w", Yard.LEASE_MS).want(9, true))))
                .containsExactly("a");
    }

    @Test
    void aJobThatLostTwoWorkersIsASuspectAlsoWhenRunAtOnce() {
        Job suspect = Yard.job("s", 10, 1, new Tally(0, 2, 0));
        yard.enqueue("s", "a");
        States.put(yard, "s", JobState.RETRYING);
        assertThat(move("s", JobState.RETRYING, JobState.WAITING, suspect)).containsExactly(true);
        assertThat(yard.statesOf("s")).containsExactly(JobState.WAITING);
        assertThat(Yard.ids(yard.turn(new Turn("w", Yard.LEASE_MS).want(9, true))))
                .containsExactly("s");
        assertThat(Yard.ids(yard.turn(new Turn("w", Yard.LEASE_MS).want(9, true))))
                .containsExactly("a");
    }

    @Test
    void anActiveJobIsAskedToStopUnderItsClaim() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        assertThat(move("a", JobState.ACTIVE, JobState.CANCELLED, null)).containsExactly(true);
        assertThat(move("a", JobState.ACTIVE, JobState.CANCELLED, null)).containsExactly(true);
        assertThat(yard.statesOf("a")).containsExactly(JobState.ACTIVE);
        assertThat(((Standing.Active)
                                yard.reader.find(Yard.QUEUE, "a").orElseThrow().standing())
                        .cancelRequested())
                .isTrue();
        assertThat(yard.leases.renew(Yard.QUEUE, List.of(claim), Yard.LEASE_MS).cancels())
                .containsExactly(new CancelRequest("a", claim.epoch()));
    }

    @Test
    void moreThanACallTakesAreMovedInOrder() {
        String[] ids = IntStream.range(0, 250).mapToObj(i -> "id" + i).toArray(String[]::new);
        yard.enqueue(ids);
        yard.ask(Command.ZREM, yard.keys.of(Key.LANE), "id120");
        List<Move> moves = new ArrayList<>();
        for (String id : ids) {
            moves.add(new Move(id, JobState.WAITING, JobState.CANCELLED, Written.NOTHING));
        }
        List<Boolean> moved = yard.jobs.move(Yard.QUEUE, moves);
        assertThat(moved).hasSize(250);
        assertThat(moved.indexOf(false)).isEqualTo(120);
        assertThat(yard.count(JobState.CANCELLED)).isEqualTo(249);
    }

    private static List<Boolean> move(String id, JobState from, JobState to, Job record) {
        return yard.jobs.move(Yard.QUEUE, List.of(new Move(id, from, to, new Written(record, null))));
    }
}

package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Past;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.store.ReportStore.Report;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoveTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void aJobIsRemovedOnceFromWhereItWasSeen(JobState from) {
        yard.enqueue("a", "stays");
        States.put(yard, "a", from);
        assertThat(remove(from, "gone", "a")).containsExactly("a");
        assertThat(remove(from, "a")).isEmpty();
        assertThat(yard.statesOf("a")).isEmpty();
        assertThat(yard.reader.find(Yard.QUEUE, "a")).isEmpty();
        assertThat(yard.statesOf("stays")).containsExactly(JobState.WAITING);
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatIsElsewhereStays(JobState actual) {
        yard.enqueue("a");
        States.put(yard, "a", actual);
        for (JobState seen : JobState.values()) {
            if (seen != actual && seen != JobState.ACTIVE) {
                assertThat(remove(seen, "a")).isEmpty();
            }
        }
        assertThat(yard.statesOf("a")).containsExactly(actual);
        assertThat(yard.reader.find(Yard.QUEUE, "a")).isPresent();
    }

    @Test
    void nothingOfItIsLeftButTheMemoryOfItsId() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        RedisLink.await(yard.reports.report(Yard.QUEUE, List.of(new Report("a", claim, "{\"percent\":1}", "{}\n"))));
        Attempt attempt = Yard.attempt(claim, 1, Attempt.End.FATAL, JobError.of("X", "y"));
        yard.settle(Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("a"), attempt));
        yard.ask(Command.HSET, yard.keys.of(Key.CANCELS), "a", claim.epoch());
        remove(JobState.DEAD, "a");
        List<String> left = Wire.texts(yard.ask(Command.KEYS, "ym:{q}:*"));
        assertThat(left).containsExactlyInAnyOrder("ym:{q}:meta", "ym:{q}:leases", "ym:{q}:named", "ym:{q}:forget");
    }

    @Test
    void theNewestHundredCopiesAreKnownUntilTheirSourceGoes() {
        yard.enqueue("a");
        for (int i = 0; i < 102; i++) {
            yard.enqueue(copy("c" + i));
            yard.enqueue(copy("c" + i));
        }
        List<String> copies = yard.reader.copies(Yard.QUEUE, "a").stream()
                .map(view -> view.job().id())
                .toList();
        assertThat(copies)
                .hasSize(100)
                .doesNotHaveDuplicates()
                .startsWith("c101")
                .endsWith("c2");
        remove(JobState.WAITING, "a");
        assertThat(yard.ask(Command.EXISTS, yard.keys.of(Key.COPIES)).toInteger())
                .isZero();
        yard.enqueue(copy("late"));
        assertThat(yard.ask(Command.EXISTS, yard.keys.of(Key.COPIES)).toInteger())
                .isZero();
    }

    private static Job copy(String id) {
        Job plain = Yard.job(id);
        return new Job(
                id,
                Yard.QUEUE,
                plain.work(),
                plain.rules(),
                plain.times(),
                new Past(Tally.NONE, null, "a", null, null));
    }

    @Test
    void onlyWhatFinishedByThenIsRemoved() {
        yard.enqueue("a", "b");
        States.put(yard, "a", JobState.DEAD);
        States.put(yard, "b", JobState.DEAD);
        yard.ask(Command.ZADD, yard.keys.of(Key.DEAD), 1_000, "a", 1_001, "b");
        assertThat(yard.jobs.remove(Yard.QUEUE, JobState.DEAD, 1_000L, List.of("b", "a")))
                .containsExactly("a");
        assertThat(yard.statesOf("b")).containsExactly(JobState.DEAD);
    }

    @Test
    void whatTheCompletedTakeIsCountedDown() {
        yard.enqueue("a", "b", "c", "d");
        yard.complete(yard.hold("w", Yard.LEASE_MS, "a", "b", "c", "d"), "a", "b", "c", "d");
        assertThat(yard.queues.kept(List.of(Yard.QUEUE)).getFirst().completedBytes())
                .isEqualTo(400);
        remove(JobState.COMPLETED, "a");
        assertThat(yard.queues.kept(List.of(Yard.QUEUE)).getFirst().completedBytes())
                .isEqualTo(300);
        remove(JobState.COMPLETED, "b", "c", "d");
        assertThat(yard.queues.kept(List.of(Yard.QUEUE)).getFirst().completedBytes())
                .isZero();
    }

    @Test
    void theCompletedAreRemovedAlsoWhereTheirBytesWereLost() {
        yard.enqueue("a");
        yard.complete(yard.hold("w", Yard.LEASE_MS, "a"), "a");
        yard.ask(Command.HDEL, yard.keys.of(Key.META), "bytes");
        assertThat(remove(JobState.COMPLETED, "a")).containsExactly("a");
        assertThat(yard.statesOf("a")).isEmpty();
    }

    @Test
    void aSuspectIsRemovedFromItsLane() {
        yard.enqueue("s", "a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "s");
        yard.settle(Yard.settlement(claim, Settlement.To.WAITING, 0, Yard.job("s", 10, 1, new Tally(0, 2, 0)), null));
        assertThat(remove(JobState.WAITING, "s")).containsExactly("s");
        assertThat(yard.statesOf("s")).isEmpty();
        assertThat(Yard.ids(yard.turn(new Turn("w", Yard.LEASE_MS).want(9, true))))
                .containsExactly("a");
    }

    private static List<String> remove(JobState from, String... ids) {
        return yard.jobs.remove(Yard.QUEUE, from, null, List.of(ids));
    }
}

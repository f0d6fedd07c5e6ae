package io.yardmaster.engine.fsck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.fsck.Fsck.Report;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.store.ReportStore;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.cluster.FsckStore;
import io.yardmaster.store.cluster.FsckStore.Finding;
import io.yardmaster.store.redis.RedisLink;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A check finds what was damaged by hand, repairs it, and then finds nothing. */
class FsckTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static String print;
    private Fsck fsck;

    @BeforeEach
    void open() {
        fsck = new Fsck(new FsckStore(yard.links), yard.queues, null, null) {
            @Override
            void pause() {}

            @Override
            List<Finding> ofWorkflows(List<String> among, boolean repair) {
                return List.of(); // WorkflowCheckTest looks at these
            }
        };
        fill();
    }

    /** A queue with jobs in every state, all of them as they should be. */
    private static void fill() {
        yard.enqueue("waits", "runs", "ran", "died", "stopped", "later");
        yard.jobs.enqueue(Yard.QUEUE, List.of(new Arrival(unique("unique"), null)));
        yard.turnOut("runs");
        yard.complete(yard.turnOut("ran"), "ran");
        put("died", Key.DEAD);
        put("stopped", Key.CANCELLED);
        put("later", Key.RETRYING);
        fail("failed");
        yard.enqueue(grouped("first"), grouped("second"));
        yard.hold("w", Yard.LEASE_MS, "first");
    }

    private static void fail(String id) {
        yard.enqueue(id);
        Claim claim = yard.turnOut(id);
        JobError error = JobError.of("Boom", "no").in("demo.noop");
        Attempt last = Yard.attempt(claim, 1, Attempt.End.FATAL, error);
        yard.settle(Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job(id), last));
        print = yard.ask(Command.HGET, key(Key.PRINTS), id).toString();
    }

    private static Job grouped(String id) {
        Job plain = Yard.job(id, 1, Yard.AT, Tally.NONE);
        return new Job(id, Yard.QUEUE, plain.work(), Rules.NONE.with(Option.GROUP, "g"), plain.times(), plain.past());
    }

    @Test
    void aWholeStoreHasNoFindings() {
        assertThat(check(false)).isEqualTo(new Report(10, 0, 0, 0, List.of()));
        assertThat(check(true).found()).isZero();
        assertThat(yard.statesOf("runs")).containsExactly(JobState.ACTIVE);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("no_place", "quarantined", "waits", () -> yard.ask(Command.ZREM, key(Key.LANE), "waits")),
                damage("no_job", "repaired", "waits", () -> yard.ask(Command.HDEL, key(Key.RECORDS), "waits")),
                damage("two_places", "repaired", "died", () -> yard.ask(Command.ZADD, key(Key.CANCELLED), 5, "died")),
                damage("no_lease", "repaired", "runs", () -> yard.ask(Command.DEL, key(Key.LEASES))),
                damage("counter", "repaired", "", () -> yard.ask(Command.HSET, key(Key.META), "bytes", 99_000_000)),
                damage("lock", "repaired", "unique", FsckTest::loseHolder),
                damage("wrong_type", "quarantined", "", () -> {
                    yard.ask(Command.DEL, key(Key.NAMED));
                    yard.ask(Command.SET, key(Key.NAMED), "x");
                }),
                damage("leftover", "repaired", "nobody", () -> yard.ask(Command.HSET, key(Key.RESULTS), "nobody", "1")),
                damage("group_run", "repaired", "ghost", () -> yard.ask(Command.SADD, yard.keys.runs("g"), "ghost")),
                damage("group_run", "repaired", "first", () -> yard.ask(Command.DEL, yard.keys.runs("g"))),
                damage("failure_group", "repaired", "failed", () -> yard.ask(Command.DEL, yard.keys.deadOf(print))),
                damage(
                        "failure_group",
                        "repaired",
                        "died",
                        () -> yard.ask(Command.ZADD, yard.keys.deadOf(print), 1, "died")),
                damage("failure_group", "repaired", "", () -> yard.ask(Command.ZADD, key(Key.FAILURES), 1, print)),
                damage("closed_lane", "repaired", "waits", FsckTest::closeLane));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void findsDamageDoneByHandAndRepairsIt(String kind, String action, String id, Runnable damage) {
        damage.run();
        Report seen = check(false);
        assertThat(seen.findings()).extracting(Finding::kind, Finding::id).contains(tuple(kind, id));
        assertThat(seen.findings()).extracting(Finding::action).containsOnly("");
        assertThat(check(false).findings()).as("a look changes nothing").isEqualTo(seen.findings());
        Report mended = check(true);
        assertThat(mended.findings()).extracting(Finding::kind, Finding::action).contains(tuple(kind, action));
        assertThat(mended.repaired() + mended.quarantined())
                .isEqualTo(mended.found())
                .isPositive();
        assertThat(check(false).findings()).isEmpty();
    }

    @Test
    void aJobWithoutAPlaceIsDeadForAPersonToLookAt() {
        yard.ask(Command.ZREM, key(Key.LANE), "waits");
        check(true);
        JobView view = yard.reader.find(Yard.QUEUE, "waits").orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.DEAD);
        assertThat(view.standing().ending().reason()).isEqualTo(Reason.LOST);
        assertThat(view.standing().ending().detail()).contains("check of the store");
        assertThat(view.unreadable()).isNull();
    }

    @Test
    void aRunWithoutALeaseWaitsAgainAndAJobInTwoPlacesKeepsTheOneThatRuns() {
        yard.ask(Command.ZADD, key(Key.COMPLETED), 5, "runs");
        check(true);
        assertThat(yard.statesOf("runs")).containsExactly(JobState.ACTIVE);
        yard.ask(Command.DEL, key(Key.LEASES));
        check(true);
        assertThat(yard.statesOf("runs")).containsExactly(JobState.WAITING);
    }

    @Test
    void aGroupThatAGhostHeldBackGoesOn() {
        yard.ask(Command.HSET, key(Key.META), "limits", "0 0 q 2");
        yard.ask(Command.SADD, yard.keys.runs("g"), "ghost");
        yard.enqueue(grouped("third"));
        yard.ask(Command.DEL, key(Key.LANE));
        assertThat(Yard.ids(yard.claim("w", 1, Yard.LEASE_MS))).isEmpty();
        assertThat(check(false).findings())
                .extracting(Finding::kind, Finding::id)
                .contains(tuple("group_run", "ghost"));
        check(true);
        assertThat(Yard.ids(yard.claim("w", 1, Yard.LEASE_MS))).containsExactly("second");
    }

    @Test
    void theBytesBesideARecordAreCountedAsTheyAre() {
        String line = "x".repeat(2_000_000) + "\n";
        yard.ask(Command.FLUSHALL);
        yard.queues.register(Yard.QUEUE);
        yard.enqueue("told");
        Claim first = yard.turnOut("told");
        RedisLink.await(
                yard.reports.report(Yard.QUEUE, List.of(new ReportStore.Report("told", first, "{}", "short\n"))));
        Attempt failed = Yard.attempt(first, 1, Attempt.End.FAILED, JobError.of("Boom", "no"));
        yard.settle(Yard.settlement(first, Settlement.To.WAITING, 0, Yard.job("told"), failed));
        Claim second = yard.turnOut("told");
        Attempt again = Yard.attempt(second, 2, Attempt.End.FAILED, JobError.of("Boom", "no"));
        yard.settle(Yard.settlement(second, Settlement.To.WAITING, 0, Yard.job("told"), again));
        yard.complete(yard.turnOut("told"), "told");
        assertThat(check(false).findings()).isEmpty();
        long before = sizes();
        assertThat(before).isGreaterThan(200);
        yard.ask(Command.HSET, key(Key.LOG), "told", line);
        assertThat(check(true).findings())
                .extracting(Finding::kind, Finding::id)
                .contains(tuple("counter", "told"));
        assertThat(sizes()).isEqualTo(before + line.length() - "short\n".length());
        assertThat(check(false).findings()).isEmpty();
    }

    /** What all completed jobs take beside their records and results. */
    private static long sizes() {
        return yard.ask(Command.HGET, key(Key.META), "sizes").toLong();
    }

    @Test
    void theDamageOfOneQueueHidesNotThatOfAnother() {
        yard.queues.register("a-broken");
        yard.ask(Command.SET, "ym:{a-broken}:records", "x");
        yard.ask(Command.HDEL, key(Key.RECORDS), "waits");
        Report seen = fsck.check(List.of("a-broken", Yard.QUEUE), false, done -> {});
        assertThat(seen.findings()).extracting(Finding::kind).contains("wrong_type", "no_job");
    }

    private static void loseHolder() {
        yard.ask(Command.HDEL, key(Key.RECORDS), "unique");
        yard.ask(Command.ZREM, key(Key.LANE), "unique");
    }

    private static void closeLane() {
        yard.ask(Command.ZREM, key(Key.LANE), "waits");
        yard.ask(Command.ZADD, yard.keys.lane("suspects"), 1, "waits");
    }

    private static Arguments damage(String kind, String action, String id, Runnable damage) {
        return Arguments.of(kind, action, id, damage);
    }

    private Report check(boolean repair) {
        return fsck.check(List.of(Yard.QUEUE), repair, done -> {});
    }

    private static void put(String id, Key set) {
        Claim claim = yard.turnOut(id);
        yard.ask(Command.HDEL, key(Key.ACTIVE), id);
        yard.ask(Command.ZREM, key(Key.LEASES), claim.epoch() + " " + claim.owner());
        yard.ask(Command.ZADD, key(set), Yard.AT, id);
    }

    private static Job unique(String id) {
        Job plain = Yard.job(id);
        Rules rules = Rules.NONE.with(Option.UNIQUE, new Unique("k", 5, Unique.Until.FINISH));
        return new Job(id, Yard.QUEUE, plain.work(), rules, plain.times(), plain.past());
    }

    private static byte[] key(Key key) {
        return yard.keys.of(key);
    }
}

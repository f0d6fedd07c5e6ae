package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.HeldKeys;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.store.JobStore.Holder;
import io.yardmaster.store.JobStore.Moved;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Written;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key of a unique job is taken with its enqueue, and free again in the same write as its end. */
class UniqueTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final String KEY = "order 7";
    private static final long TTL_MS = 60_000;
    private UniqueStore uniques;

    @BeforeEach
    void open() {
        uniques = new UniqueStore(yard.links, yard.queues, yard.clock);
    }

    @Test
    void aSecondJobOfAKeyIsToldWhoHoldsItAndIsNotTakenIn() {
        assertThat(enqueue(job("a", Until.FINISH))).isEmpty();
        assertThat(enqueue(job("b", Until.FINISH), Yard.job("c"))).isEqualTo(Map.of(0, new Holder("unique", "a")));
        assertThat(yard.statesOf("b")).isEmpty();
        assertThat(yard.statesOf("c")).containsExactly(JobState.WAITING);
        assertThat(uniques.held(Yard.QUEUE, null, 9).keys()).containsExactly(new HeldKey(KEY, "a", Until.FINISH, null));
    }

    @Test
    void ofTwoInOneCallTheFirstHoldsTheKey() {
        assertThat(enqueue(job("a", Until.FINISH), job("b", Until.FINISH)))
                .isEqualTo(Map.of(1, new Holder("unique", "a")));
    }

    @Test
    void theSameEnqueueTwiceIsADuplicateById() {
        enqueue(job("a", Until.FINISH));
        assertThat(enqueue(job("a", Until.FINISH))).isEqualTo(Map.of(0, new Holder("id", "")));
        assertThat(holder()).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "DEAD", "CANCELLED"})
    void aKeyUntilTheFinishIsFreeOnceItsJobHasEnded(JobState end) {
        enqueue(job("a", Until.FINISH));
        States.put(yard, "a", end);
        assertThat(holder()).isNull();
        assertThatNothingIsLeft();
        assertThat(enqueue(job("b", Until.FINISH))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "RETRYING", "SCHEDULED", "BLOCKED"})
    void aKeyUntilTheFinishIsHeldAsLongAsItsJobHasNotEnded(JobState state) {
        enqueue(job("a", Until.FINISH));
        States.put(yard, "a", state);
        assertThat(enqueue(job("b", Until.FINISH))).isEqualTo(Map.of(0, new Holder("unique", "a")));
    }

    @Test
    void aKeyUntilTheStartIsFreeOnceAWorkerHasTheJob() {
        enqueue(job("a", Until.START));
        yard.hold("w", Yard.LEASE_MS, "a");
        assertThatNothingIsLeft();
        assertThat(enqueue(job("b", Until.START))).isEmpty();
    }

    @Test
    void aJobThatIsCancelledWhileItRunsFreesItsKey() {
        enqueue(job("a", Until.FINISH));
        var claim = yard.hold("w", Yard.LEASE_MS, "a");
        yard.settle(Yard.settlement(claim, Settlement.To.CANCELLED, 0, job("a", Until.FINISH), null));
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "DEAD", "CANCELLED"})
    void aKeyUntilATimeOutlastsTheEndOfItsJobAndEndsAtItsTime(JobState end) {
        enqueue(job("a", Until.TTL));
        States.put(yard, "a", end);
        assertThat(enqueue(job("b", Until.TTL))).isEqualTo(Map.of(0, new Holder("unique", "a")));
        yard.ask(Command.ZADD, yard.keys.of(Key.LOCK_ENDS), 1, KEY);
        assertThat(uniques.held(Yard.QUEUE, null, 9).keys()).isEmpty();
        assertThat(enqueue(job("b", Until.TTL))).isEmpty();
        assertThat(yard.jobs.remove(Yard.QUEUE, end, null, List.of("a"))).containsExactly("a");
        assertThat(holder()).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(Until.class)
    void aDeletedJobFreesItsKeyWhateverItsKind(Until until) {
        enqueue(job("a", until));
        yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("a"));
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "DEAD", "CANCELLED"})
    void aTrimmedJobFreesItsKeyWhateverItsKind(JobState end) {
        enqueue(job("a", Until.TTL));
        States.put(yard, "a", end);
        assertThat(yard.jobs.remove(Yard.QUEUE, Removal.old(end, Long.MAX_VALUE, 0), List.of("a")))
                .containsExactly("a");
        assertThatNothingIsLeft();
    }

    @Test
    void aRetryTakesTheKeyAgainOrIsToldWhoHoldsIt() {
        enqueue(job("a", Until.FINISH));
        States.put(yard, "a", JobState.DEAD);
        enqueue(job("b", Until.FINISH));
        assertThat(retry("a")).isEqualTo(new Moved(false, "b"));
        assertThat(yard.statesOf("a")).containsExactly(JobState.DEAD);
        yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("b"));
        assertThat(retry("a")).isEqualTo(new Moved(true, null));
        assertThat(holder()).isEqualTo("a");
    }

    @Test
    void keysAreListedInPagesWithoutThoseWhoseTimeIsOver() {
        for (String key : List.of("k1", "k2", "k3", "k4")) {
            enqueue(job("job-" + key, key, Until.FINISH));
        }
        enqueue(job("over", "k0", Until.TTL), job("later", "k9", Until.TTL));
        yard.ask(Command.ZADD, yard.keys.of(Key.LOCK_ENDS), 1, "k0");
        HeldKeys first = uniques.held(Yard.QUEUE, null, 3);
        HeldKeys second = uniques.held(Yard.QUEUE, first.next(), 3);
        assertThat(first.keys()).extracting(HeldKey::key).containsExactly("k9", "k1", "k2");
        assertThat(first.next()).isNotNull();
        assertThat(second.keys()).extracting(HeldKey::key).containsExactly("k3", "k4");
        assertThat(second.next()).isNull();
    }

    @Test
    void aKeyThatIsFreedByHandIsFreeWhileItsJobGoesOn() {
        enqueue(job("a", Until.FINISH));
        assertThat(uniques.release(Yard.QUEUE, KEY)).isTrue();
        assertThat(uniques.release(Yard.QUEUE, KEY)).isFalse();
        assertThatNothingIsLeft();
        enqueue(job("b", Until.FINISH));
        States.put(yard, "a", JobState.COMPLETED);
        assertThat(holder()).isEqualTo("b");
    }

    @Test
    void aLockAsAnEarlierProgramWroteItHoldsAndEnds() {
        enqueue(job("a", Until.FINISH));
        yard.ask(Command.HSET, yard.keys.of(Key.UNIQUE), KEY, "f a");
        assertThat(enqueue(job("b", Until.FINISH))).isEqualTo(Map.of(0, new Holder("unique", "a")));
        assertThat(holder()).isEqualTo("a");
        States.put(yard, "a", JobState.COMPLETED);
        assertThatNothingIsLeft();
    }

    @Test
    void aLockThatIsOverLeavesNothingToTheNextHolder() {
        enqueue(job("a", Until.TTL));
        yard.ask(Command.ZADD, yard.keys.of(Key.LOCK_ENDS), 1, KEY);
        enqueue(job("b", Until.FINISH));
        assertThat(uniques.held(Yard.QUEUE, null, 9).keys()).containsExactly(new HeldKey(KEY, "b", Until.FINISH, null));
        yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("a", "b"));
        assertThatNothingIsLeft();
    }

    @Test
    void aCompletionThatIsRepeatedFreesNoKeyOfAnother() {
        enqueue(job("a", Until.FINISH));
        var claim = yard.hold("w", Yard.LEASE_MS, "a");
        yard.complete(claim, "a");
        enqueue(job("b", Until.FINISH));
        assertThat(yard.complete(claim, "a")).isEmpty();
        assertThat(holder()).isEqualTo("b");
    }

    private static Moved retry(String id) {
        Written written = new Written(job(id, Until.FINISH), null);
        return yard.jobs
                .moveAll(
                        Yard.QUEUE,
                        List.of(new Move(id, JobState.DEAD, JobState.WAITING, written)),
                        io.yardmaster.store.call.Removal.Part.NONE)
                .getFirst();
    }

    private static Map<Integer, Holder> enqueue(Job... jobs) {
        return yard.jobs.enqueue(
                Yard.QUEUE, Stream.of(jobs).map(job -> new Arrival(job, null)).toList());
    }

    private static Job job(String id, Until until) {
        return job(id, KEY, until);
    }

    private static Job job(String id, String key, Until until) {
        Job plain = Yard.job(id);
        Rules rules = Rules.NONE.with(Option.UNIQUE, new Unique(key, TTL_MS, until));
        return new Job(id, Yard.QUEUE, plain.work(), rules, plain.times(), plain.past());
    }

    private String holder() {
        return uniques.held(Yard.QUEUE, null, 9).keys().stream()
                .map(HeldKey::jobId)
                .findFirst()
                .orElse(null);
    }

    private static void assertThatNothingIsLeft() {
        for (Key key : List.of(Key.UNIQUE, Key.LOCKS, Key.LOCK_ENDS, Key.NEXT)) {
            assertThat(yard.ask(Command.EXISTS, yard.keys.of(key)).toInteger())
                    .as(key.word())
                    .isZero();
        }
    }
}

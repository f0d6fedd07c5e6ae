package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Standing;
import io.yardmaster.job.Times;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Mode;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.store.JobStore.Holder;
import io.yardmaster.store.JobStore.Moved;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
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

/** A job whose key is held leaves its work behind: debounced into the holder, or kept back until after it. */
class UniqueModesTest {
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
    void aDebouncedJobGetsTheNewestPayloadAndIsPushedOn() {
        enqueue(debounced("a", 5_000));
        assertThat(enqueue(debounced("b", 9_000))).isEqualTo(Map.of(0, new Holder("unique", "a")));
        assertThat(yard.statesOf("b")).isEmpty();
        JobView view = yard.reader.find(Yard.QUEUE, "a").orElseThrow();
        assertThat(view.standing()).isEqualTo(new Standing.Scheduled(Yard.AT + 9_000));
        assertThat(view.job().payload()).contains("\"b\"");
        assertThat(view.job().createdAt()).isEqualTo(Yard.AT);
    }

    @Test
    void aDebouncedJobThatWaitsIsScheduledAgain() {
        enqueue(debounced("a", 0));
        enqueue(debounced("b", 9_000));
        assertThat(yard.statesOf("a")).containsExactly(JobState.SCHEDULED);
        assertThat(holder()).isEqualTo("a");
    }

    @Test
    void aDebouncedJobThatRunsStaysAsItIs() {
        enqueue(debounced("a", 0));
        yard.hold("w", Yard.LEASE_MS, "a");
        assertThat(enqueue(debounced("b", 9_000))).hasSize(1);
        assertThat(yard.statesOf("a")).containsExactly(JobState.ACTIVE);
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().job().payload())
                .contains("\"a\"");
    }

    @Test
    void theNewestOfThoseKeptBackRunsOnceAfterTheActiveOne() {
        enqueue(job("a", Mode.KEEP_LAST));
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        assertThat(enqueue(job("b", Mode.KEEP_LAST))).isEqualTo(Map.of(0, new Holder("unique", "a")));
        assertThat(enqueue(job("c", Mode.KEEP_LAST))).isEqualTo(Map.of(0, new Holder("unique", "a")));
        assertThat(yard.count(JobState.WAITING)).isZero();
        yard.complete(claim, "a");
        assertThat(yard.statesOf("b")).isEmpty();
        assertThat(yard.statesOf("c")).containsExactly(JobState.WAITING);
        assertThat(holder()).isEqualTo("c");
        yard.complete(yard.hold("w", Yard.LEASE_MS, "c"), "c");
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEAD", "CANCELLED"})
    void theOneKeptBackRunsHoweverTheActiveOneEnds(JobState end) {
        enqueue(job("a", Mode.KEEP_LAST));
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        enqueue(job("b", Mode.KEEP_LAST));
        Settlement.To to = Settlement.To.valueOf(end.name());
        yard.settle(Yard.settlement(claim, to, 0, job("a", Mode.KEEP_LAST), null));
        assertThat(holder()).isEqualTo("b");
        assertThat(retry("a")).isEqualTo(new Moved(false, "b"));
    }

    @Test
    void theOneKeptBackRunsWhenTheKeyIsFreedOrTheHolderRemoved() {
        enqueue(job("a", Mode.KEEP_LAST));
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        enqueue(job("b", Mode.KEEP_LAST));
        assertThat(uniques.release(Yard.QUEUE, KEY)).isTrue();
        assertThat(holder()).isEqualTo("b");
        yard.settle(Yard.settlement(claim, Settlement.To.RETRYING, 9_000, job("a", Mode.KEEP_LAST), null));
        yard.settle(Yard.settlement(
                yard.hold("w", Yard.LEASE_MS, "b"), Settlement.To.RETRYING, 9_000, job("b", Mode.KEEP_LAST), null));
        enqueue(job("c", Mode.KEEP_LAST));
        yard.jobs.remove(Yard.QUEUE, JobState.RETRYING, null, List.of("b"));
        assertThat(holder()).isEqualTo("c");
        assertThat(yard.statesOf("c")).containsExactly(JobState.WAITING);
    }

    @Test
    void theLockOfTheOneThatFollowsEndsAsItSaysItself() {
        enqueue(job("a", Mode.KEEP_LAST));
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        enqueue(job("b", Mode.KEEP_LAST, Until.START));
        yard.complete(claim, "a");
        assertThat(uniques.held(Yard.QUEUE, null, 9).keys()).containsExactly(new HeldKey(KEY, "b", Until.START, null));
        yard.hold("w", Yard.LEASE_MS, "b");
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(Until.class)
    void aHolderThatIsReplacedHoldsAsTheNewestSays(Until newest) {
        for (Until first : Until.values()) {
            enqueue(job("a", Mode.DEBOUNCE, first));
            enqueue(job("b", Mode.DEBOUNCE, newest));
            HeldKey held = uniques.held(Yard.QUEUE, null, 9).keys().getFirst();
            assertThat(held.until()).isEqualTo(newest);
            assertThat(held.endsAt() != null).isEqualTo(newest == Until.TTL);
            yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("a"));
            assertThatNothingIsLeft();
        }
    }

    @Test
    void aHolderThatWaitsTakesTheNewestPayloadItself() {
        enqueue(job("a", Mode.KEEP_LAST));
        enqueue(job("b", Mode.KEEP_LAST));
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().job().payload())
                .contains("\"b\"");
        assertThat(yard.ask(Command.EXISTS, yard.keys.of(Key.NEXT)).toInteger()).isZero();
    }

    private static Job debounced(String id, long inMs) {
        Job job = job(id, Mode.DEBOUNCE);
        return new Job(id, Yard.QUEUE, job.work(), job.rules(), Times.of(Yard.AT, Yard.AT + inMs), job.past());
    }

    private static Job job(String id, Mode mode) {
        return job(id, mode, Until.FINISH);
    }

    private static Job job(String id, Mode mode, Until until) {
        Job plain = Yard.job(id);
        Rules rules = Rules.NONE.with(Option.UNIQUE, new Unique(KEY, TTL_MS, until, mode));
        return new Job(id, Yard.QUEUE, plain.work(), rules, plain.times(), plain.past());
    }

    private static Moved retry(String id) {
        Written written = new Written(job(id, Mode.KEEP_LAST), null);
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

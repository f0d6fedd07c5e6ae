package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.store.JobStore.Holder;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the time of a key counts: of one until a time alone, and by the clock of the store. */
class UniqueEndTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final String KEY = "order 7";
    private UniqueStore uniques;

    @BeforeEach
    void open() {
        uniques = new UniqueStore(yard.links, yard.queues, yard.clock);
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITING", "ACTIVE", "RETRYING", "SCHEDULED", "BLOCKED"})
    void aKeyUntilTheFinishOutlivesItsTtlWhileNotFinal(JobState state) {
        enqueue("a", Until.FINISH, 1);
        States.put(yard, "a", state);
        assertThat(enqueue("b", Until.FINISH, 1)).isEqualTo(Map.of(0, new Holder("unique", "a")));
        assertThat(held()).containsExactly(new HeldKey(KEY, "a", Until.FINISH, null));
        assertThat(isTimed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITING", "SCHEDULED", "BLOCKED"})
    void aKeyUntilTheStartOutlivesItsTtlWhileNotBegun(JobState state) {
        enqueue("a", Until.START, 1);
        States.put(yard, "a", state);
        assertThat(enqueue("b", Until.START, 1)).isEqualTo(Map.of(0, new Holder("unique", "a")));
        assertThat(held()).containsExactly(new HeldKey(KEY, "a", Until.START, null));
        assertThat(isTimed()).isFalse();
    }

    @Test
    void aDeadlineIsAValueAndNoKeyOfRedisEnds() {
        long before = yard.clock.millis();
        enqueue("a", Until.TTL, 600_000);
        assertThat(held().getFirst().endsAt()).isBetween(before + 599_000, before + 660_000);
        for (Key key : List.of(Key.UNIQUE, Key.LOCKS, Key.LOCK_ENDS)) {
            assertThat(yard.ask(Command.PTTL, yard.keys.of(key)).toInteger())
                    .as(key.word())
                    .isEqualTo(-1);
        }
    }

    @Test
    void theSameKeyInAnotherQueueIsAnotherKey() {
        enqueue("a", Until.FINISH, 1);
        yard.queues.register("other");
        Job job = job("other", "b", Until.FINISH, 1);
        assertThat(yard.jobs.enqueue("other", List.of(new Arrival(job, null)))).isEmpty();
    }

    private boolean isTimed() {
        return yard.ask(Command.EXISTS, yard.keys.of(Key.LOCK_ENDS)).toInteger() == 1;
    }

    private List<HeldKey> held() {
        return uniques.held(Yard.QUEUE, null, 9).keys();
    }

    private static Map<Integer, Holder> enqueue(String id, Until until, long ttlMs) {
        return yard.jobs.enqueue(
                Yard.QUEUE,
                Stream.of(job(Yard.QUEUE, id, until, ttlMs))
                        .map(job -> new Arrival(job, null))
                        .toList());
    }

    private static Job job(String queue, String id, Until until, long ttlMs) {
        Job plain = Yard.job(id);
        Rules rules = Rules.NONE.with(Option.UNIQUE, new Unique(KEY, ttlMs, until));
        return new Job(id, queue, plain.work(), rules, plain.times(), plain.past());
    }
}

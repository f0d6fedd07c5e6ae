package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.QueueSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolsTest {
    private static final long SECOND = 1_000_000_000;

    private final Map<String, QueueSettings> set = new HashMap<>();
    private final Pools pools = new Pools(
            List.of(
                    new Settings.Pool(List.of("mail"), 2),
                    new Settings.Pool(List.of("a", "b"), 6),
                    new Settings.Pool(List.of(), 10)),
            queue -> set.getOrDefault(queue, QueueSettings.NONE));

    @Test
    void aQueueHasThePoolThatNamesItElseTheRest() {
        assertThat(pools.of("mail").capacity()).isEqualTo(2);
        assertThat(pools.of("b")).isSameAs(pools.of("a"));
        assertThat(pools.of("other").capacity()).isEqualTo(10);
        assertThat(pools.open()).isEqualTo(Map.of("mail", 2, "a+b", 6, "*", 10));
    }

    @Test
    void withoutARestAnUnnamedQueueIsNotServedWhateverIsSet() {
        Pools named = new Pools(List.of(new Settings.Pool(List.of("mail"), 2)), queue -> scaled(2, 8));
        assertThat(named.of("mail")).isNotNull();
        assertThat(named.of("other")).isNull();
    }

    @Test
    void aQueueThatScalesHasSlotsOfItsOwn() {
        set.put("b", scaled(2, 8));
        assertThat(pools.of("b")).isNotSameAs(pools.of("a"));
        assertThat(pools.of("b").capacity()).isEqualTo(8);
        assertThat(pools.open()).containsEntry("b", 2).containsEntry("a+b", 6);
        set.put("b", scaled(3, null));
        assertThat(pools.of("b").capacity()).isEqualTo(6);
        set.put("b", scaled(9, null));
        assertThat(pools.of("b").capacity()).isEqualTo(9);
        set.remove("b");
        assertThat(pools.of("b")).isSameAs(pools.of("a"));
        assertThat(pools.open()).doesNotContainKey("b");
    }

    @Test
    void itScalesUpAtOnceAndDownAfterThirtyIdleSeconds() {
        Pools.Elastic own = new Pools.Elastic("q");
        own.between(2, 8);
        long begin = System.nanoTime();
        own.tend(begin);
        assertThat(own.open).isEqualTo(2);
        own.slots.take(7);
        own.tend(begin);
        assertThat(own.open).isEqualTo(7);
        for (int i = 0; i < 4; i++) {
            own.slots.release();
        }
        own.tend(begin + 29 * SECOND);
        assertThat(own.open).isEqualTo(7);
        own.tend(begin + 31 * SECOND);
        own.tend(begin + 62 * SECOND);
        assertThat(own.open).isEqualTo(3);
        own.slots.release();
        own.slots.release();
        own.slots.release();
        own.tend(begin + 93 * SECOND);
        own.tend(begin + 124 * SECOND);
        assertThat(own.open).isEqualTo(2);
    }

    @Test
    void slotsThatAreOnlyReservedAreNotOpened() {
        Pools.Elastic own = new Pools.Elastic("q");
        own.between(1, 8);
        own.slots.reserve(new SlotPool.Share(8, 0));
        own.tend(System.nanoTime());
        assertThat(own.open).isEqualTo(1);
    }

    private static QueueSettings scaled(Integer min, Integer max) {
        return QueueSettings.NONE.withConcurrency(new Concurrency(null, null, min, max));
    }
}

package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotPoolsTest {
    private final SlotPools pools = new SlotPools(List.of(
            new Settings.Pool(List.of("mail"), 2),
            new Settings.Pool(List.of("a", "b"), 6),
            new Settings.Pool(List.of(), 10)));

    @Test
    void aQueueHasThePoolThatNamesItElseTheRest() {
        assertThat(pools.of("mail").pool.slots()).isEqualTo(2);
        assertThat(pools.of("b")).isSameAs(pools.of("a"));
        assertThat(pools.of("other").pool.slots()).isEqualTo(10);
    }

    @Test
    void withoutARestAnUnnamedQueueIsNotServed() {
        SlotPools named = new SlotPools(List.of(new Settings.Pool(List.of("mail"), 2)));
        assertThat(named.of("mail")).isNotNull();
        assertThat(named.of("other")).isNull();
    }

    @Test
    void freeSlotsAreSharedByThoseThatMayHaveWork() {
        Track a = new Track("a", pools.of("a"));
        Track b = new Track("b", pools.of("b"));
        pools.count(List.of(a, b));
        assertThat(a.pool.share(256)).isEqualTo(3);
        pools.count(List.of(a));
        assertThat(a.pool.share(256)).isEqualTo(6);
        assertThat(a.pool.share(4)).isEqualTo(4);
    }

    @Test
    void theLastFreeSlotGoesToSomebodyAndNoneIsGivenTwice() {
        Track a = new Track("a", pools.of("a"));
        Track b = new Track("b", pools.of("b"));
        pools.count(List.of(a, b));
        a.pool.free = 1;
        assertThat(a.pool.share(256)).isEqualTo(1);
        a.pool.free = 0;
        assertThat(b.pool.share(256)).isZero();
        a.pool.free = -3;
        assertThat(b.pool.share(256)).isZero();
    }
}

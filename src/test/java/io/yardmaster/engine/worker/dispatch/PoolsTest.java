package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolsTest {
    private final Pools pools = new Pools(List.of(
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
        Pools named = new Pools(List.of(new Settings.Pool(List.of("mail"), 2)));
        assertThat(named.of("mail")).isNotNull();
        assertThat(named.of("other")).isNull();
    }

    @Test
    void freeSlotsAreSharedByThoseThatMayHaveWork() {
        Track a = new Track("a", pools.of("a"));
        Track b = new Track("b", pools.of("b"));
        pools.count(List.of(a, b));
        assertThat(a.slots.share(-1, 256)).isEqualTo(new SlotPool.Share(3, 0));
        pools.count(List.of(a));
        assertThat(a.slots.share(-1, 256)).isEqualTo(new SlotPool.Share(6, 0));
        assertThat(a.slots.share(-1, 4)).isEqualTo(new SlotPool.Share(4, 0));
    }
}

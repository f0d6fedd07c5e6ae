package io.yardmaster.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void aNodeIsRecycledAfterItsJobs() {
        Orders orders = orders(100, 0);
        long now = System.nanoTime();
        assertThat(orders.recycled(99, 99, now + 3_600 * SECOND)).isNull();
        assertThat(orders.recycled(100, 1, now)).isEqualTo("it has run 100 jobs");
    }

    @Test
    void aNodeIsRecycledWhoseHeapStaysFullForAMinute() {
        Orders orders = orders(0, 90);
        long now = System.nanoTime();
        assertThat(orders.recycled(1_000_000, 95, now + 59 * SECOND)).isNull();
        assertThat(orders.recycled(0, 89, now + 60 * SECOND)).isNull();
        assertThat(orders.recycled(0, 90, now + 110 * SECOND)).isNull();
        assertThat(orders.recycled(0, 91, now + 121 * SECOND)).isEqualTo("its heap was 91 % full for a minute");
    }

    @Test
    void withoutLimitsNoneIs() {
        Orders orders = orders(0, 0);
        assertThat(orders.recycled(Long.MAX_VALUE, 100, System.nanoTime() + 3_600 * SECOND))
                .isNull();
    }

    private static Orders orders(long jobs, int heapPercent) {
        return new Orders(null, null, null, new Settings.Recycle(jobs, heapPercent));
    }
}

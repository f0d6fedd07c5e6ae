package io.yardmaster.insight.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.insight.types.TypeTable.Order;
import io.yardmaster.store.MetricStore;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.QueueStore;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TypeTableTest {
    private static final long HOUR_MS = 3_600_000;

    private final String queue = "types-" + UUID.randomUUID();

    @Inject
    TypeTable table;

    @Inject
    MetricStore store;

    @Inject
    QueueStore queues;

    @Inject
    InstantSource clock;

    @BeforeEach
    void record() {
        Map<String, Long> amounts = Map.of(
                "ok:often",
                100L,
                "time:often",
                900_000L,
                "failed:often",
                1L,
                "ok:slow",
                2L,
                "time:slow",
                800_000L,
                "slow\tok",
                2L,
                "slow\tr1000",
                2L,
                "failed:bad",
                3L);
        queues.register(queue);
        store.record("node", List.of(new Addition(queue, 1, clock.millis(), amounts, null)));
    }

    @Test
    void eachOrderPutsAnotherTypeFirst() {
        assertThat(of(Order.TIME)).containsExactly("often", "slow", "bad");
        assertThat(of(Order.SLOWEST)).containsExactly("slow", "often", "bad");
        assertThat(of(Order.FAILING)).containsExactly("bad", "often", "slow");
    }

    @Test
    void aShareHasItsSumsAndItsPercentiles() {
        long now = clock.millis();
        TypeShare slow =
                table.of(queue, now - HOUR_MS, now + 1, Order.SLOWEST, 1).getFirst();
        assertThat(slow.processed()).isEqualTo(2);
        assertThat(slow.totalMs()).isEqualTo(800.0);
        assertThat(slow.averageMs()).isEqualTo(400.0);
        assertThat(slow.runTime().p95()).isNotNull();
        TypeShare bad =
                table.of(queue, now - 48 * HOUR_MS, now + 1, Order.FAILING, 1).getFirst();
        assertThat(bad.errorRate()).isCloseTo(1.0, within(1e-9));
        assertThat(bad.runTime().p95()).isNull();
        assertThat(table.of(queue, now - 50 * HOUR_MS, now - 49 * HOUR_MS, Order.TIME, 9))
                .isEmpty();
    }

    private List<String> of(Order order) {
        long now = clock.millis();
        return table.of(queue, now - HOUR_MS, now + 1, order, 10).stream()
                .map(TypeShare::type)
                .toList();
    }
}

package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Buckets of a longer time are sums of the recorded ones. */
class FoldTest {
    private static final long HOUR_MS = 3_600_000;
    private static final long AT = Grain.SIX_HOURS.index(Yard.AT) * 6 * HOUR_MS;
    private static final BucketId WHOLE = new BucketId("q", Grain.SIX_HOURS, Grain.SIX_HOURS.index(AT));
    private static final BucketId OF_TYPE = WHOLE.of("a.type");

    @RegisterExtension
    static final Yard yard = new Yard();

    private MetricStore store;
    private int number;

    @BeforeEach
    void open() {
        store = Stores.metrics(yard);
        yard.queues.register("q");
    }

    @Test
    void aSumHasWhatItsPartsHave() {
        Map<String, Long> sums = new HashMap<>();
        for (int hour = 0; hour < 6; hour++) {
            Map<String, Long> amounts = new HashMap<>(Map.of("ok", 1L, "ok:a.type", 1L, "rs", 70_000L));
            for (int bin = 0; bin < 100; bin++) {
                amounts.put("r" + (bin * 3 + hour), 1_000L * bin + 1);
            }
            amounts.forEach((field, amount) -> sums.merge(field, amount, Long::sum));
            add(hour, amounts, null);
            if (hour < 3) {
                store.pack(List.of(new BucketId("q", Grain.HOUR, Grain.HOUR.index(AT) + hour)));
            }
        }
        assertThat(read(WHOLE)).as("made by who asks").isEqualTo(sums);
        assertThat(read(WHOLE)).as("kept").isEqualTo(sums);
        assertThat(exists(WHOLE)).isTrue();
    }

    @Test
    void aSumIsKeptAsLongAsItsParts() {
        add(0, Map.of("ok", 1L, "a.type\tok", 1L, "ok:a.type", 1L), null);
        store.pack(List.of(WHOLE));
        long part = yard.ask(Command.TTL, new BucketId("q", Grain.HOUR, Grain.HOUR.index(AT)).key())
                .toLong();
        for (BucketId sum : List.of(WHOLE, OF_TYPE)) {
            assertThat(yard.ask(Command.TTL, sum.key()).toLong()).isBetween(part - 5, part + 5);
        }
    }

    @Test
    void whatComesLateIsInTheSumOfQueueAndType() {
        add(1, Map.of("ok", 1L, "ok:a.type", 1L, "a.type\tok", 1L, "ok:b", 1L, "b\tok", 1L), null);
        store.pack(List.of(WHOLE));
        assertThat(read(OF_TYPE)).isEqualTo(Map.of("ok", 1L));
        add(1, Map.of("ok", 4L, "ok:a.type", 4L, "a.type\tok", 4L), null);
        assertThat(exists(WHOLE) || exists(OF_TYPE) || exists(WHOLE.of("b")))
                .as("no old sum is left")
                .isFalse();
        assertThat(read(WHOLE)).isEqualTo(Map.of("ok", 5L, "ok:a.type", 5L, "ok:b", 1L));
        assertThat(read(OF_TYPE)).isEqualTo(Map.of("ok", 5L));
    }

    @Test
    void aSumOfATypeAloneEndsWithALateCountToo() {
        add(1, Map.of("a.type\tok", 1L), null);
        assertThat(read(OF_TYPE)).isEqualTo(Map.of("ok", 1L));
        add(1, Map.of("a.type\tok", 1L), null);
        assertThat(read(OF_TYPE)).isEqualTo(Map.of("ok", 2L));
        store.forget("q", AT + 2 * HOUR_MS);
        assertThat(yard.ask(Command.KEYS, "*:metrics:*").size()).isZero();
    }

    @Test
    void theSampleOfASumIsTheLastAndTellsItsPlace() {
        add(0, Map.of("ok", 1L), 9L);
        add(3, Map.of("ok", 1L), 4L);
        add(4, Map.of("ok", 1L), null);
        assertThat(read(WHOLE)).isEqualTo(Map.of("ok", 3L, "waiting", 4L, "sampled", 3L));
    }

    @Test
    void nothingIsWrittenWhereNothingWasRecorded() {
        assertThat(read(WHOLE)).isEmpty();
        assertThat(yard.ask(Command.KEYS, "*:metrics:*").size()).isZero();
    }

    private void add(int hour, Map<String, Long> amounts, Long waiting) {
        store.record("a", List.of(new Addition("q", ++number, AT + hour * HOUR_MS, amounts, waiting)));
    }

    private Map<String, Long> read(BucketId id) {
        return Stores.fields(store.read(List.of(id)).getFirst());
    }

    private boolean exists(BucketId id) {
        return yard.ask(Command.EXISTS, id.key()).toInteger() == 1;
    }
}

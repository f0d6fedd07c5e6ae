package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.redis.RedisLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Buckets of metrics that have ended are written as one value each. */
class PackTest {
    private static final long AT = Yard.AT;

    @RegisterExtension
    static final Yard yard = new Yard();

    private MetricStore store;

    @BeforeEach
    void open() {
        store = Stores.metrics(yard);
        yard.queues.register("q");
    }

    @Test
    void aPackedBucketReadsAsBefore() {
        Map<String, Long> amounts = new HashMap<>(Map.of("ok", 900L, "ok:a.type", 900L));
        for (int bin = 0; bin < 1_000; bin++) {
            amounts.put("r" + bin, bin + 1L);
            amounts.put("a.type\tr" + bin, bin + 2L);
        }
        store.record("a", List.of(new Addition("q", 1, AT, amounts, 7L)));
        BucketId whole = new BucketId("q", Grain.HOUR, Grain.HOUR.index(AT));
        BucketId ofType = new BucketId("q", "a.type", Grain.HOUR, Grain.HOUR.index(AT));
        List<Map<String, Long>> before = read(List.of(whole, ofType));
        long bytes = memory(whole) + memory(ofType);
        store.pack(List.of(whole));
        assertThat(read(List.of(whole, ofType))).isEqualTo(before);
        assertThat(memory(whole) + memory(ofType)).isLessThan(bytes / 10);
        assertThat(timeToLive(whole)).isPositive();
        assertThat(timeToLive(ofType)).isPositive();
        store.pack(List.of(whole));
        assertThat(read(List.of(whole, ofType))).isEqualTo(before);
    }

    @Test
    void whatComesAfterThePackingIsAdded() {
        Map<String, Long> amounts = new HashMap<>(Map.of("ok", 1L));
        for (int bin = 0; bin < 200; bin++) {
            amounts.put("r" + bin, 5L);
        }
        store.record("a", List.of(new Addition("q", 1, AT, amounts, 7L)));
        BucketId hour = new BucketId("q", Grain.HOUR, Grain.HOUR.index(AT));
        store.pack(List.of(hour));
        store.record("b", List.of(new Addition("q", 1, AT, amounts, 9L)));
        Map<String, Long> sums = new HashMap<>();
        amounts.forEach((field, amount) -> sums.put(field, 2 * amount));
        sums.put("waiting", 9L);
        assertThat(read(List.of(hour)).getFirst()).isEqualTo(sums);
        store.pack(List.of(hour));
        assertThat(read(List.of(hour)).getFirst()).isEqualTo(sums);
        store.forget("q", AT);
        assertThat(read(List.of(hour)).getFirst()).isEmpty();
    }

    @Test
    void aMarkOfANodeStaysSoThatARepeatCountsOnce() {
        Map<String, Long> amounts = new HashMap<>(Map.of("ok", 1L));
        for (int bin = 0; bin < 200; bin++) {
            amounts.put("r" + bin, 5L);
        }
        Addition addition = new Addition("q", 1, AT, amounts, null);
        store.record("a", List.of(addition));
        BucketId first = new BucketId("q", Grain.TEN_SECONDS, Grain.TEN_SECONDS.index(AT));
        store.pack(List.of(first));
        assertThat(yard.ask(Command.HLEN, key(first)).toInteger())
                .as("counts, node, types")
                .isEqualTo(3);
        store.record("a", List.of(addition));
        assertThat(read(List.of(first)).getFirst()).isEqualTo(amounts);
    }

    private List<Map<String, Long>> read(List<BucketId> ids) {
        return store.read(ids).stream().map(Stores::fields).toList();
    }

    private long memory(BucketId id) {
        Request ask = Request.cmd(Command.MEMORY).arg("USAGE").arg(key(id));
        return RedisLink.await(yard.links.rest().send(ask)).toLong();
    }

    private long timeToLive(BucketId id) {
        return RedisLink.await(yard.links.rest().send(Request.cmd(Command.TTL).arg(key(id))))
                .toLong();
    }

    private static String key(BucketId id) {
        String type = id.type() == null ? "" : ":" + id.type();
        return "ym:{" + id.queue() + "}:metrics:" + id.grain().lengthMs() / 1_000 + ":" + id.index() + type;
    }
}

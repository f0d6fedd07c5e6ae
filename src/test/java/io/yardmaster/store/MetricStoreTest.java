package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.own.OwnRedis;
import io.yardmaster.store.own.RedisBinary;
import io.yardmaster.store.record.Counts;
import io.yardmaster.store.redis.LinkThread;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricStoreTest {
    private static final long AT = 1_795_510_800_000L;
    private static Vertx vertx;
    private static OwnRedis redis;
    private static RedisLinks links;
    private final MetricStore store = new MetricStore(links);

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        redis = OwnRedis.start(RedisBinary.find("", dir), dir, "everysec");
        vertx = Vertx.vertx();
        links = new RedisLinks(new LinkThread(vertx));
        links.open(redis.address()).get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        links.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        redis.close();
    }

    @BeforeEach
    void empty() {
        RedisLink.await(links.rest().send(Request.cmd(Command.FLUSHALL)));
        QueueStore queues = new QueueStore(links);
        List.of("q", "p").forEach(queues::register);
    }

    @Test
    void anAdditionIsInABucketOfEveryGrain() {
        store.record("node", List.of(new Addition("q", 1, AT, Map.of("ok", 3L, "r7", 2L), 12L)));
        for (Grain grain : Grain.RECORDED) {
            assertThat(read(grain, AT)).isEqualTo(Map.of("ok", 3L, "r7", 2L, "waiting", 12L));
        }
    }

    @Test
    void fieldsOfATypeCountInItsOwnBucketOnce() {
        Map<String, Long> amounts = Map.of("ok:a", 1L, "a\tok", 1L, "a\tr7", 2L, "b\tok", 4L);
        Addition addition = new Addition("q", 1, AT, amounts, null);
        store.record("node", List.of(addition));
        store.record("node", List.of(addition));
        assertThat(read(Grain.MINUTE, AT)).isEqualTo(Map.of("ok:a", 1L));
        BucketId ofA = new BucketId("q", "a", Grain.MINUTE, Grain.MINUTE.index(AT));
        BucketId ofB = new BucketId("q", "b", Grain.HOUR, Grain.HOUR.index(AT));
        assertThat(store.read(List.of(ofA, ofB)))
                .extracting(Stores::fields)
                .containsExactly(Map.of("ok", 1L, "r7", 2L), Map.of("ok", 4L));
    }

    @Test
    void whatIsCountedOfADeletedQueueComesToNothing() {
        RedisLink.await(links.rest().send(Request.cmd(Command.FLUSHALL)));
        store.record("node", List.of(new Addition("q", 1, AT, Map.of("ok", 3L, "a\tok", 1L), 12L)));
        assertThat(RedisLink.await(links.rest().send(Request.cmd(Command.DBSIZE)))
                        .toInteger())
                .isZero();
    }

    @Test
    void aQueueThatIsForgottenLeavesNoBucketOfAnyAge() {
        for (Grain grain : Grain.values()) {
            for (long age : new long[] {0, grain.keptMs() / 2, grain.keptMs()}) {
                for (String type : new String[] {null, "a", "other"}) {
                    byte[] key = new BucketId("q", type, grain, grain.index(AT - age)).key();
                    RedisLink.await(links.rest()
                            .send(Request.cmd(Command.HSET)
                                    .arg(key)
                                    .arg("n:t:a")
                                    .arg("1")));
                }
            }
        }
        store.record("n", List.of(new Addition("p", 1, AT, Map.of("ok", 3L), null)));
        store.forget("q", AT);
        Request left = Request.cmd(Command.KEYS).arg("*:metrics:*");
        assertThat(Wire.texts(RedisLink.await(links.rest().send(left))))
                .hasSize(Grain.RECORDED.size())
                .allMatch(key -> key.startsWith("ym:{p}:"));
    }

    @Test
    void typesBeyondTwoHundredShareOneBucket() {
        for (int type = 0; type < 250; type++) {
            Map<String, Long> amounts = Map.of("ok:type" + type, 1L, "type" + type + "\tok", 1L);
            store.record("node", List.of(new Addition("q", type + 1, AT, amounts, null)));
        }
        BucketId other = new BucketId("q", "other", Grain.HOUR, Grain.HOUR.index(AT));
        assertThat(Stores.fields(store.read(List.of(other)).getFirst())).isEqualTo(Map.of("ok", 50L));
    }

    @Test
    void aBucketTakesTwoHundredTypesAndTheRestCountsAsOther() {
        for (int part = 0; part < 10; part++) {
            Map<String, Long> amounts = new HashMap<>();
            for (int type = 0; type < 50; type++) {
                amounts.put("ok:type" + part + "." + type, 2L);
                amounts.put("failed:type" + part + "." + type, 1L);
            }
            store.record("node", List.of(new Addition("q", part + 1, AT, amounts, null)));
        }
        store.record("node", List.of(new Addition("q", 11, AT, Map.of("ok:type0.7", 1L), null)));
        Map<String, Long> fields = read(Grain.HOUR, AT);
        assertThat(fields).hasSize(402);
        assertThat(fields.get("ok:other") + fields.get("failed:other")).isEqualTo(900L);
        assertThat(fields.get("ok:type0.7")).isEqualTo(3L);
    }

    @Test
    void aRepeatedAdditionCountsOnce() {
        Addition addition = new Addition("q", 5, AT, Map.of("ok", 3L), null);
        store.record("node", List.of(addition));
        store.record("node", List.of(addition, addition));
        assertThat(read(Grain.HOUR, AT)).isEqualTo(Map.of("ok", 3L));
    }

    @Test
    void nodesAndSecondsAddUpAndTheLastSampleStays() {
        store.record("a", List.of(new Addition("q", 1, AT, Map.of("ok", 3L), 7L)));
        store.record("b", List.of(new Addition("q", 1, AT + 9_999, Map.of("ok", 4L, "failed", 1L), 8L)));
        store.record("a", List.of(new Addition("q", 2, AT + 10_000, Map.of("ok", 5L), null)));
        assertThat(read(Grain.TEN_SECONDS, AT)).isEqualTo(Map.of("ok", 7L, "failed", 1L, "waiting", 8L));
        assertThat(read(Grain.TEN_SECONDS, AT + 10_000)).isEqualTo(Map.of("ok", 5L));
        assertThat(read(Grain.MINUTE, AT)).isEqualTo(Map.of("ok", 12L, "failed", 1L, "waiting", 8L));
    }

    @Test
    void queuesDoNotMix() {
        store.record(
                "a",
                List.of(
                        new Addition("q", 1, AT, Map.of("ok", 1L), null),
                        new Addition("p", 2, AT, Map.of("ok", 2L), null)));
        List<Counts> read = store.read(List.of(
                new BucketId("p", Grain.HOUR, Grain.HOUR.index(AT)),
                new BucketId("none", Grain.HOUR, Grain.HOUR.index(AT)),
                new BucketId("q", Grain.HOUR, Grain.HOUR.index(AT))));
        assertThat(read).extracting(Stores::fields).containsExactly(Map.of("ok", 2L), Map.of(), Map.of("ok", 1L));
    }

    @Test
    void moreFieldsThanACallTakesAtOnceAreAllAdded() {
        Map<String, Long> many =
                IntStream.range(0, 6_500).boxed().collect(Collectors.toMap(i -> "f" + i, i -> (long) i + 1));
        store.record("a", List.of(new Addition("q", 1, AT, many, null)));
        store.record("a", List.of(new Addition("q", 2, AT, many, null)));
        Map<String, Long> read = read(Grain.MINUTE, AT);
        assertThat(read).hasSize(6_500).containsEntry("f0", 2L).containsEntry("f6499", 13_000L);
    }

    @Test
    void sumsAreExactBeyondWhatLuaPrints() {
        long sum = 8_640_000_000_000_001L;
        store.record("a", List.of(new Addition("q", 1, AT, Map.of("rs", sum), null)));
        store.record("a", List.of(new Addition("q", 2, AT, Map.of("rs", 1L), null)));
        assertThat(read(Grain.HOUR, AT)).isEqualTo(Map.of("rs", sum + 1));
    }

    @Test
    void bucketsGoAfterTheTimeThatTheyAreKept() {
        store.record("a", List.of(new Addition("q", 1, AT, Map.of("ok", 1L), null)));
        for (Grain grain : Grain.RECORDED) {
            byte[] key = new BucketId("q", grain, grain.index(AT)).key();
            long seconds = RedisLink.await(
                            links.rest().send(Request.cmd(Command.TTL).arg(key)))
                    .toLong();
            assertThat(seconds * 1_000).isBetween(grain.keptMs(), grain.keptMs() + grain.lengthMs() + 60_000);
        }
    }

    @Test
    void whatSomebodyWroteByHandIsZero() {
        byte[] key = new BucketId("q", Grain.HOUR, Grain.HOUR.index(AT)).key();
        RedisLink.await(
                links.rest().send(Request.cmd(Command.HSET).arg(key).arg("ok").arg("nonsense")));
        assertThat(read(Grain.HOUR, AT)).isEqualTo(Map.of("ok", 0L));
        store.record("a", List.of(new Addition("q", 1, AT, Map.of("ok", 1L), null)));
        assertThat(read(Grain.HOUR, AT)).isEqualTo(Map.of("ok", 1L));
    }

    private Map<String, Long> read(Grain grain, long atMs) {
        return Stores.fields(
                store.read(List.of(new BucketId("q", grain, grain.index(atMs)))).getFirst());
    }
}

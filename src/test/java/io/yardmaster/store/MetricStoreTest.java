package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.MetricStore.BucketId;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.own.OwnRedis;
import io.yardmaster.store.own.RedisBinary;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import java.nio.file.Path;
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
        links = new RedisLinks(vertx);
        links.open(redis.address()).get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        links.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        redis.close();
    }

    @BeforeEach
    void empty() {
        RedisLink.await(links.rest().send(Request.cmd(Command.FLUSHALL)));
    }

    @Test
    void anAdditionIsInABucketOfEveryGrain() {
        store.record("node", List.of(new Addition("q", 1, AT, Map.of("ok", 3L, "r7", 2L), 12L)));
        for (Grain grain : Grain.values()) {
            assertThat(read(grain, AT)).isEqualTo(Map.of("ok", 3L, "r7", 2L, "waiting", 12L));
        }
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
        List<Map<String, Long>> read = store.read(List.of(
                new BucketId("p", Grain.HOUR, Grain.HOUR.index(AT)),
                new BucketId("none", Grain.HOUR, Grain.HOUR.index(AT)),
                new BucketId("q", Grain.HOUR, Grain.HOUR.index(AT))));
        assertThat(read).containsExactly(Map.of("ok", 2L), Map.of(), Map.of("ok", 1L));
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
        for (Grain grain : Grain.values()) {
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
        return store.read(List.of(new BucketId("q", grain, grain.index(atMs)))).getFirst();
    }
}

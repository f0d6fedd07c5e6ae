package io.yardmaster.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.store.MetricStore;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.Stores;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.call.Keys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many buckets an answer costs. */
class MetricReadsTest {
    private static final long NOW = Yard.AT;
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final InstantSource clock = () -> Instant.ofEpochMilli(NOW);
    private MetricStore store;
    private Metrics metrics;

    @BeforeEach
    void open() {
        store = Stores.metrics(yard);
        metrics = new Metrics(new BucketCache(store, clock), null, clock);
    }

    @Test
    void aChartOfAllQueuesCostsWhatAChartOfOneDoes() {
        Map<String, Long> amounts = Map.of("ok", 7L, "failed", 2L);
        store.record("n", List.of(new Addition(Keys.ALL_QUEUES, 1, NOW - HOUR_MS, amounts, 5L)));
        long before = reads();
        List<HistoryPoint> week = metrics.history(null, NOW - 7 * 24 * HOUR_MS, NOW, HOUR_MS);
        assertThat(reads() - before).isEqualTo(7 * 24);
        HistoryPoint point = week.getLast();
        assertThat(point.processed()).isEqualTo(9);
        assertThat(point.failed()).isEqualTo(2);
        assertThat(point.waiting()).isEqualTo(5);
    }

    @Test
    void aChartOfNinetyDaysReadsFourSumsADay() {
        List<Addition> additions = IntStream.rangeClosed(1, 4 * 90)
                .mapToObj(i -> new Addition(Keys.ALL_QUEUES, i, NOW - i * 6 * HOUR_MS, Map.of("ok", 7L), 5L))
                .toList();
        store.record("n", additions);
        assertThat(season()).as("sums are made").isEqualTo(4 * 90 * 7);
        metrics = new Metrics(new BucketCache(store, clock), null, clock);
        long before = reads();
        assertThat(season()).isEqualTo(4 * 90 * 7);
        assertThat(reads() - before).isLessThan(4 * 90 + 12);
    }

    private long season() {
        return metrics.history(null, NOW - 90 * 24 * HOUR_MS, NOW, 12 * HOUR_MS).stream()
                .mapToLong(point -> point.processed() == null ? 0 : point.processed())
                .sum();
    }

    @Test
    void anAdditionToAllQueuesCountsOnceAndNeedsNoQueue() {
        Addition one = new Addition(Keys.ALL_QUEUES, 1, NOW - HOUR_MS, Map.of("ok", 1L), null);
        store.record("n", List.of(one));
        store.record("n", List.of(one));
        store.record("n", List.of(new Addition("never-was", 1, NOW - HOUR_MS, Map.of("ok", 1L), null)));
        assertThat(metrics.history(null, NOW - HOUR_MS, NOW, HOUR_MS).getFirst().processed())
                .isEqualTo(1);
        assertThat(yard.ask(Command.KEYS, "ym:{never-was}*").size()).isZero();
    }

    @Test
    void whatIsReadAheadIsReadOnceForAllWhoAsk() {
        Set<String> names = Set.of("a", "b");
        long end = NOW - 10 * MINUTE_MS;
        long before = reads();
        metrics.ahead(Map.of(5 * MINUTE_MS, names, 10 * MINUTE_MS, names), end);
        assertThat(reads() - before)
                .as("ten minutes of two queues and of all together")
                .isEqualTo(30);
        for (String name : names) {
            metrics.window(name, 5 * MINUTE_MS, end);
            metrics.window(name, 10 * MINUTE_MS, end);
            metrics.deaths(name, 10 * MINUTE_MS, end, null);
            metrics.growth(name, 5 * MINUTE_MS, end);
        }
        assertThat(reads() - before).isEqualTo(30);
    }

    @Test
    void queuesReadAheadAreAskedForTogetherOnce() {
        List<String> names = IntStream.range(0, 150).mapToObj(i -> "q" + i).toList();
        store.record(
                "n",
                IntStream.range(0, 400)
                        .mapToObj(i -> new Addition(Keys.ALL_QUEUES, i + 1, NOW - HOUR_MS + i * 10_000L, Map.of(), 0L))
                        .toList());
        metrics.aheadOf(names, 5 * MINUTE_MS);
        long before = reads();
        long asked = calls("hmget");
        names.forEach(name -> metrics.window(name, 5 * MINUTE_MS));
        names.forEach(name -> metrics.history(name, NOW - 59 * MINUTE_MS, NOW + 1, MINUTE_MS));
        assertThat(reads() - before).isZero();
        assertThat(calls("hmget") - asked).isZero();
    }

    @Test
    void threeThousandActiveQueuesStayRemembered() {
        List<String> names = IntStream.range(0, 3_000).mapToObj(i -> "q" + i).toList();
        List<Addition> additions = names.stream()
                .map(name -> new Addition(name, 1, NOW - 2 * MINUTE_MS, Map.of("ok", 3L, "failed", 1L), null))
                .toList();
        names.forEach(yard.queues::register);
        store.record("n", additions);
        long before = reads();
        Map<String, HistoryPoint> active = metrics.active(names);
        assertThat(active).hasSize(3_000);
        assertThat(active.get("q7").processed()).isEqualTo(4);
        assertThat(active.get("q7").failed()).isEqualTo(1);
        assertThat(reads() - before).as("two hours of each").isEqualTo(6_000);
        metrics.active(names);
        assertThat(reads() - before).as("known for five seconds").isEqualTo(6_000);
        metrics.ahead(Map.of(5 * MINUTE_MS, Set.copyOf(names)), NOW);
        assertThat(reads() - before)
                .as("five minutes of each and of all together")
                .isEqualTo(6_000 + 15_000 + 5);
    }

    @Test
    void whatIsRememberedIsBoundedByItsBins() {
        yard.queues.register("dense");
        Map<String, Long> amounts = new HashMap<>();
        IntStream.range(0, 100).forEach(bin -> amounts.put("r" + bin, 1L));
        List<BucketId> ids = IntStream.range(0, 10)
                .mapToObj(hour -> new BucketId("dense", Grain.HOUR, Grain.HOUR.index(NOW) - 10 + hour))
                .toList();
        ids.forEach(id -> store.record("n", List.of(new Addition("dense", id.index(), id.endMs() - 1, amounts, null))));
        BucketCache cache = new BucketCache(store, clock, 450);
        assertThat(cache.read(ids).values()).allMatch(bucket -> bucket.bins() == 100);
        assertThat(cache.bins()).isEqualTo(400);
        long before = reads();
        cache.read(ids.subList(6, 10));
        assertThat(reads()).as("the newest are remembered").isEqualTo(before);
    }

    /** Buckets that the store was asked for so far. */
    private static long reads() {
        return calls("hgetall");
    }

    private static long calls(String command) {
        String stats = yard.ask(Command.INFO, "commandstats").toString();
        Matcher calls =
                Pattern.compile("cmdstat_" + command + ":calls=([0-9]+)").matcher(stats);
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }
}

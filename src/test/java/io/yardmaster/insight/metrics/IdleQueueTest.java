package io.yardmaster.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.Stores;
import io.yardmaster.store.Yard;
import io.yardmaster.store.redis.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hours of queues in which nothing happens, flushed to a real Redis. */
class IdleQueueTest {
    private static final long TEN_SECONDS_MS = 10_000;
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final Map<String, Long> waiting = new TreeMap<>();
    private final Recorder recorder = new Recorder();
    private long now = Yard.AT;
    private Flusher flusher;

    @BeforeEach
    void open() {
        flusher = flusher();
        IntStream.range(0, 50).mapToObj(i -> "idle" + i).forEach(queue -> {
            yard.queues.register(queue);
            waiting.put(queue, 0L);
        });
        waiting.put(Yard.QUEUE, 0L);
    }

    @Test
    void anIdleQueueWritesNothing() {
        pass(2 * HOUR_MS);
        flusher = flusher(); // another node, or the next start
        pass(HOUR_MS);
        assertThat(buckets("{idle*}")).isEmpty();
        assertThat(buckets("{q}")).isEmpty();
        assertThat(buckets("{ym}")).as("all queues as one").hasSizeBetween(1_295, 1_305);
    }

    @Test
    void aQueueThatBecomesIdleWritesNoMoreAndItsBucketsEnd() {
        waiting.put(Yard.QUEUE, 5L);
        complete();
        pass(2 * MINUTE_MS);
        waiting.put(Yard.QUEUE, 0L);
        pass(MINUTE_MS);
        List<String> before = buckets("{q}");
        assertThat(before).hasSizeBetween(15, 18);
        pass(2 * HOUR_MS);
        List<String> after = buckets("{q}");
        assertThat(after.stream().filter(key -> !key.contains(":metrics:300:"))).containsExactlyElementsOf(before);
        assertThat(after).as("and the sums of two times").hasSizeLessThanOrEqualTo(before.size() + 2);
        assertThat(buckets("*"))
                .allSatisfy(key ->
                        assertThat(yard.ask(Command.TTL, key).toLong()).as(key).isPositive());
    }

    @Test
    void whatIsNotWrittenReadsAsNoneWaitingWhileANodeLooked() {
        pass(5 * MINUTE_MS);
        waiting.put(Yard.QUEUE, 5L);
        pass(5 * MINUTE_MS);
        waiting.put(Yard.QUEUE, 0L);
        pass(5 * MINUTE_MS);
        now += 5 * MINUTE_MS; // no node lives
        List<Long> seen = metrics().history(Yard.QUEUE, Yard.AT, now, MINUTE_MS).stream()
                .map(HistoryPoint::waiting)
                .toList();
        assertThat(seen.subList(0, 5)).containsOnly(0L);
        assertThat(seen.subList(5, 10)).containsOnly(5L);
        assertThat(seen.subList(10, 15)).containsOnly(0L);
        assertThat(seen.subList(15, 20)).containsOnlyNulls();
        assertThat(metrics().growth(Yard.QUEUE, 8 * MINUTE_MS, Yard.AT + 8 * MINUTE_MS))
                .as("from none to five")
                .isPositive();
    }

    @Test
    void aSumEndsWithNoneWaitingWhereANodeLookedLast() {
        waiting.put(Yard.QUEUE, 5L);
        pass(2 * MINUTE_MS);
        waiting.put(Yard.QUEUE, 0L);
        pass(3 * MINUTE_MS);
        waiting.put(Yard.QUEUE, 5L);
        pass(2 * MINUTE_MS);
        now += 10 * MINUTE_MS; // no node lives
        List<HistoryPoint> seen = metrics().history(Yard.QUEUE, Yard.AT, Yard.AT + 10 * MINUTE_MS, 5 * MINUTE_MS);
        assertThat(buckets("{q}")).anyMatch(key -> key.contains(":metrics:300:"));
        assertThat(seen).extracting(HistoryPoint::waiting).containsExactly(0L, 5L);
    }

    @Test
    void anHourEndsWithNoneWaitingAlsoWhereAnotherNodeSawThem() {
        waiting.put(Yard.QUEUE, 5L);
        pass(MINUTE_MS);
        flusher = flusher();
        waiting.put(Yard.QUEUE, 0L);
        pass(MINUTE_MS);
        assertThat(metrics()
                        .history(Yard.QUEUE, Yard.AT, Yard.AT + 1, HOUR_MS)
                        .getFirst()
                        .waiting())
                .isZero();
    }

    private void complete() {
        recorder.on(new JobEvent.Completed(Yard.job("a"), new Claim(1, 0, "node"), 5, 1_000));
    }

    /** A node looks at all queues every ten seconds. */
    private void pass(long ms) {
        for (long end = now + ms; now < end; now += TEN_SECONDS_MS) {
            flusher.flush();
        }
    }

    private Flusher flusher() {
        Flusher.Sampler sampler = new Flusher.Sampler(null) {
            @Override
            Map<String, Long> look() {
                return Map.copyOf(waiting);
            }
        };
        return new Flusher(recorder, sampler, Stores.metrics(yard), () -> Instant.ofEpochMilli(now));
    }

    private Metrics metrics() {
        BucketCache cache = new BucketCache(Stores.metrics(yard), () -> Instant.ofEpochMilli(now));
        return new Metrics(cache, null, () -> Instant.ofEpochMilli(now));
    }

    private static List<String> buckets(String tag) {
        return Wire.texts(yard.ask(Command.KEYS, "ym:*" + tag + ":metrics:*")).stream()
                .sorted()
                .collect(Collectors.toList());
    }
}

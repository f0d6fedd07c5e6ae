package io.yardmaster.insight.metrics;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.store.MetricStore.BucketId;
import io.yardmaster.store.call.Grain;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * Reads what every node recorded. Buckets go by the clocks of the nodes that wrote them and of the one that reads.
 * Every method throws StoreAwayException when the store does not answer in time.
 */
@Singleton
public class Metrics {
    /** The shortest window in milliseconds: one bucket. */
    public static final long SHORTEST_WINDOW_MS = 10_000;
    /** The longest window: 90 days. */
    public static final long LONGEST_WINDOW_MS = 7_776_000_000L;
    /** The most steps of a chart. */
    public static final int MOST_STEPS = 1_000;

    private final BucketCache buckets;
    private final Queues queues;
    private final InstantSource clock;

    Metrics(BucketCache buckets, Queues queues, InstantSource clock) {
        this.buckets = buckets;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * What happened in a queue in the last {@code windowMs}, rounded up to whole buckets, the current one included.
     *
     * @throws IllegalArgumentException when the window is shorter than {@value #SHORTEST_WINDOW_MS} or longer than
     *     {@value #LONGEST_WINDOW_MS}
     */
    public QueueMetrics window(String queue, long windowMs) {
        if (windowMs < SHORTEST_WINDOW_MS || windowMs > LONGEST_WINDOW_MS) {
            throw new IllegalArgumentException(
                    "windowMs must be between " + SHORTEST_WINDOW_MS + " and " + LONGEST_WINDOW_MS);
        }
        Grain grain = Grain.keeping(windowMs);
        long count = Math.ceilDiv(windowMs, grain.lengthMs());
        long last = grain.index(clock.millis());
        List<BucketId> ids = LongStream.rangeClosed(last - count + 1, last)
                .mapToObj(index -> new BucketId(queue, grain, index))
                .toList();
        List<Bucket> read = List.copyOf(buckets.read(ids).values());
        long succeeded = Merge.succeeded(read);
        long failed = Merge.failed(read);
        Merge merge = new Merge();
        return new QueueMetrics(
                queue,
                count * grain.lengthMs(),
                succeeded + failed,
                failed,
                merge.percentiles(read, Bucket::runTime),
                merge.percentiles(read, Bucket::waitTime),
                merge.percentiles(read, Bucket::totalTime));
    }

    /**
     * The steps of a chart, oldest first, without holes: a step without data has nulls, and so has one from which the
     * buckets that it would need are no longer kept. The first step is the one that {@code from} falls into.
     *
     * @param queue null for all queues together
     * @param from epoch milliseconds
     * @param to epoch milliseconds, exclusive; not before {@code from}
     * @param stepMs a multiple of 10,000; at most {@value #MOST_STEPS} steps
     * @throws IllegalArgumentException naming the argument that is out of bounds
     */
    public List<HistoryPoint> history(String queue, long from, long to, long stepMs) {
        HistoryGrid steps = HistoryGrid.of(from, to, stepMs);
        List<String> names = queue != null
                ? List.of(queue)
                : queues.all().stream().map(QueueInfo::name).toList();
        long oldest = clock.millis() - steps.grain().keptMs();
        List<BucketId> ids = new ArrayList<>();
        for (String name : names) {
            steps.starts().forEach(start -> ids.addAll(idsOf(name, steps, start, oldest)));
        }
        Map<BucketId, Bucket> read = buckets.read(ids);
        Merge merge = new Merge();
        return steps.starts()
                .mapToObj(start -> point(start, bucketsOf(names, steps, start, oldest, read), merge))
                .toList();
    }

    private static List<BucketId> idsOf(String queue, HistoryGrid steps, long start, long oldest) {
        return steps.indexes(start, oldest)
                .mapToObj(index -> new BucketId(queue, steps.grain(), index))
                .toList();
    }

    private static List<List<Bucket>> bucketsOf(
            List<String> names, HistoryGrid steps, long start, long oldest, Map<BucketId, Bucket> read) {
        return names.stream()
                .map(name -> idsOf(name, steps, start, oldest).stream()
                        .map(read::get)
                        .filter(Bucket::isKnown)
                        .toList())
                .toList();
    }

    private static HistoryPoint point(long at, List<List<Bucket>> byQueue, Merge merge) {
        List<Bucket> all = byQueue.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return new HistoryPoint(at, null, null, null, Percentiles.NONE, Percentiles.NONE);
        }
        long failed = Merge.failed(all);
        return new HistoryPoint(
                at,
                Merge.succeeded(all) + failed,
                failed,
                waiting(byQueue),
                merge.percentiles(all, Bucket::runTime),
                merge.percentiles(all, Bucket::waitTime));
    }

    /** The last sample of each queue, added up; null where no queue was sampled. */
    private static Long waiting(List<List<Bucket>> byQueue) {
        return byQueue.stream()
                .map(buckets -> buckets.reversed().stream()
                        .map(Bucket::waiting)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }
}

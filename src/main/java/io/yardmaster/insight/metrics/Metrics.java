package io.yardmaster.insight.metrics;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.call.Keys;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    /** From so many queues on, those without attempts are left out of what is read. */
    public static final int MANY_QUEUES = 100;
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
        long whole = Math.ceilDiv(windowMs, grain.lengthMs()) * grain.lengthMs();
        return metrics(queue, whole, read(summed(queue, grain, windowMs, clock.millis())));
    }

    private static QueueMetrics metrics(String queue, long windowMs, List<Bucket> read) {
        long succeeded = Merge.succeeded(read);
        long failed = Merge.failed(read);
        Merge merge = new Merge();
        return new QueueMetrics(
                queue,
                windowMs,
                succeeded + failed,
                failed,
                merge.percentiles(read, Bucket::runTime),
                merge.percentiles(read, Bucket::waitTime),
                merge.percentiles(read, Bucket::totalTime));
    }

    /** Those of some queues in which an attempt ended in this hour or the last, with about their last hour in one step. */
    public Map<String, HistoryPoint> active(List<String> among) {
        return buckets.active(among);
    }

    /**
     * The same of a window that ends at some time of the last two days, in buckets of about a twelfth of it, so that a
     * look at every queue each few seconds stays small.
     *
     * @param end epoch milliseconds; the bucket that it falls into is included
     */
    public QueueMetrics window(String queue, long windowMs, long end) {
        return metrics(queue, windowMs, read(idsUntil(queue, windowMs, end)));
    }

    /** Jobs that died in such a window. @param most only those of this priority or a smaller one; null = all */
    public long deaths(String queue, long windowMs, long end, Integer most) {
        return read(idsUntil(queue, windowMs, end)).stream()
                .flatMap(bucket -> bucket.deaths().entrySet().stream())
                .filter(deaths -> most == null || deaths.getKey() <= most)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many jobs more a minute wait, from the first to the last sample of such a window; null unless half of it lies between. */
    public Double growth(String queue, long windowMs, long end) {
        List<BucketId> ids = idsUntil(queue, windowMs, end);
        Map<BucketId, Bucket> read = buckets.read(ids);
        List<BucketId> sampled =
                ids.stream().filter(id -> read.get(id).waiting() != null).toList();
        long betweenMs = sampled.size() < 2
                ? 0
                : sampled.getLast().endMs() - sampled.getFirst().endMs();
        if (2 * betweenMs < windowMs || betweenMs == 0) {
            return null;
        }
        long more = read.get(sampled.getLast()).waiting()
                - read.get(sampled.getFirst()).waiting();
        return more * 60_000.0 / betweenMs;
    }

    private List<Bucket> read(List<BucketId> ids) {
        return List.copyOf(buckets.read(ids).values());
    }

    private List<BucketId> idsUntil(String queue, long windowMs, long end) {
        boolean isOld = clock.millis() - end > Grain.TEN_SECONDS.keptMs() - windowMs;
        Grain grain = windowMs < 5 * Grain.MINUTE.lengthMs() && !isOld
                ? Grain.TEN_SECONDS
                : windowMs <= 6 * Grain.HOUR.lengthMs() ? Grain.MINUTE : Grain.HOUR;
        return ids(queue, grain, windowMs, end);
    }

    /** The buckets of a window, the one that its end falls into included. */
    private static List<BucketId> ids(String queue, Grain grain, long windowMs, long end) {
        long last = grain.index(end);
        long count = Math.ceilDiv(windowMs, grain.lengthMs());
        return LongStream.rangeClosed(last - count + 1, last)
                .mapToObj(index -> new BucketId(queue, grain, index))
                .toList();
    }

    /** The same with sums where there are some. */
    private static List<BucketId> summed(String queue, Grain grain, long windowMs, long end) {
        long last = grain.index(end);
        return BucketId.covering(queue, null, grain, last - Math.ceilDiv(windowMs, grain.lengthMs()) + 1, last, end);
    }

    /**
     * The steps of a chart, oldest first, without holes: a step without data has nulls, and so has one from which the
     * buckets that it would need are no longer kept. The first step is the one that {@code from} falls into.
     *
     * @param queue null for all queues together
     * @param type null for all; of one type no waiting jobs are known
     * @param from epoch milliseconds
     * @param to epoch milliseconds, exclusive; not before {@code from}
     * @param stepMs a multiple of 10,000; at most {@value #MOST_STEPS} steps
     * @throws IllegalArgumentException naming the argument that is out of bounds
     */
    public List<HistoryPoint> history(String queue, String type, long from, long to, long stepMs) {
        HistoryGrid steps = HistoryGrid.of(from, to, stepMs);
        List<String> names = queue != null ? List.of(queue) : type == null ? List.of(Keys.ALL_QUEUES) : all();
        List<Source> sources =
                names.stream().map(name -> new Source(name, type)).toList();
        long now = clock.millis();
        List<BucketId> ids = new ArrayList<>();
        for (Source source : sources) {
            steps.starts().forEach(start -> ids.addAll(steps.ids(source.queue(), source.type(), start, now)));
        }
        Map<BucketId, Bucket> read = buckets.read(ids);
        Merge merge = new Merge();
        return steps.starts()
                .mapToObj(start -> point(start, bucketsOf(sources, steps, start, now, read), merge))
                .toList();
    }

    /** Of all job types together. */
    public List<HistoryPoint> history(String queue, long from, long to, long stepMs) {
        return history(queue, null, from, to, stepMs);
    }

    private List<String> all() {
        return queues.all().stream().map(QueueInfo::name).toList();
    }

    /**
     * Reads at once, and each bucket once, what {@link #window(String, long, long)}, {@link #deaths} and {@link #growth}
     * are about to be asked for; nothing where that is more than is remembered.
     *
     * @param windows the queues that are asked for, by length of the window in milliseconds
     * @param end epoch milliseconds
     */
    public void ahead(Map<Long, Set<String>> windows, long end) {
        Set<BucketId> ids = new HashSet<>();
        windows.forEach((windowMs, names) -> names.forEach(name -> ids.addAll(idsUntil(name, windowMs, end))));
        if (ids.size() <= BucketCache.MOST_HELD / 2) {
            buckets.read(List.copyOf(ids));
        }
    }

    /** Reads at once what {@link #window(String, long)} and a chart of the last hour need of these queues, at most 200. */
    public void aheadOf(Collection<String> names, long windowMs) {
        long now = clock.millis();
        List<BucketId> ids = new ArrayList<>();
        for (String name : names) {
            ids.addAll(idsUntil(name, Grain.HOUR.lengthMs(), now));
            ids.addAll(summed(name, Grain.keeping(windowMs), windowMs, now));
        }
        buckets.read(ids);
    }

    /** Where counts come from. @param type null for the whole queue */
    private record Source(String queue, String type) {}

    private static List<List<Bucket>> bucketsOf(
            List<Source> sources, HistoryGrid steps, long start, long now, Map<BucketId, Bucket> read) {
        return sources.stream()
                .map(source -> steps.ids(source.queue(), source.type(), start, now).stream()
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

    /** How long the attempts ran that succeeded, over some buckets. */
    public Percentiles runTime(List<BucketId> ids) {
        return new Merge().percentiles(List.copyOf(buckets.read(ids).values()), Bucket::runTime);
    }
}

package io.yardmaster.insight.types;

import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.insight.metrics.Percentiles;
import io.yardmaster.store.MetricStore;
import io.yardmaster.store.MetricStore.BucketId;
import io.yardmaster.store.call.Grain;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** Reads how the job types of a queue compare. Throws StoreAwayException. */
@Singleton
public class TypeTable {
    private static final long FRESH_MS = 5_000;
    private static final int MOST_HELD = 100;
    private static final long MINUTES_UP_TO_MS = 7_200_000;
    /** The fields of a queue's bucket, each followed by a colon and the type. */
    private static final List<String> FIELDS = List.of("ok", "failed", "time");

    private final MetricStore store;
    private final Metrics metrics;
    private final InstantSource clock;
    private final Map<BucketId, HeldSums> held = new HashMap<>();

    /** Sums that were read. @param last number of the last bucket */
    private record HeldSums(long readAt, long last, Map<String, long[]> sums) {}

    TypeTable(MetricStore store, Metrics metrics, InstantSource clock) {
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Which types come first. */
    public enum Order {
        TIME(TypeShare::totalMs),
        SLOWEST(TypeShare::averageMs),
        FAILING(TypeShare::errorRate);

        private final Comparator<TypeShare> comparator;

        Order(ToDoubleFunction<TypeShare> value) {
            comparator = Comparator.comparingDouble(value).reversed().thenComparing(TypeShare::type);
        }
    }

    /**
     * The types that had attempts in about that time: buckets of a minute are read, or, beyond two hours, of an hour.
     *
     * @param from epoch milliseconds
     * @param to epoch milliseconds, exclusive; after {@code from}
     * @param most how many are wanted
     */
    public List<TypeShare> of(String queue, long from, long to, Order order, int most) {
        long now = clock.millis();
        boolean fine = to - from <= MINUTES_UP_TO_MS && now - from < Grain.MINUTE.keptMs();
        Grain grain = fine ? Grain.MINUTE : Grain.HOUR;
        long first = grain.index(Math.max(from, now - grain.keptMs()));
        List<Long> indexes =
                LongStream.rangeClosed(first, grain.index(to - 1)).boxed().toList();
        if (indexes.isEmpty()) {
            return List.of();
        }
        return sums(queue, grain, indexes).entrySet().stream()
                .map(sum -> share(sum.getKey(), sum.getValue()))
                .sorted(order.comparator)
                .limit(most)
                .map(share -> withRuns(share, metrics.runTime(ids(queue, share.type(), grain, indexes))))
                .toList();
    }

    /** By type: succeeded, failed, microseconds; read again every five seconds. */
    private synchronized Map<String, long[]> sums(String queue, Grain grain, List<Long> indexes) {
        long now = clock.millis();
        BucketId first = new BucketId(queue, grain, indexes.getFirst());
        HeldSums known = held.get(first);
        if (known != null && known.last == indexes.getLast() && now - known.readAt < FRESH_MS) {
            return known.sums;
        }
        if (held.size() >= MOST_HELD) {
            held.clear();
        }
        Map<String, long[]> sums = read(queue, grain, indexes);
        held.put(first, new HeldSums(now, indexes.getLast(), sums));
        return sums;
    }

    private Map<String, long[]> read(String queue, Grain grain, List<Long> indexes) {
        Map<String, long[]> sums = new HashMap<>();
        store.read(ids(queue, null, grain, indexes))
                .forEach(fields -> fields.forEach((field, amount) -> {
                    int colon = field.indexOf(':');
                    int at = colon < 0 ? -1 : FIELDS.indexOf(field.substring(0, colon));
                    if (at >= 0) {
                        sums.computeIfAbsent(field.substring(colon + 1), type -> new long[FIELDS.size()])[at] += amount;
                    }
                }));
        return sums;
    }

    private static List<BucketId> ids(String queue, String type, Grain grain, List<Long> indexes) {
        return indexes.stream()
                .map(index -> new BucketId(queue, type, grain, index))
                .toList();
    }

    private static TypeShare share(String type, long[] sums) {
        return new TypeShare(type, sums[0] + sums[1], sums[1], sums[2] / 1_000.0, Percentiles.NONE);
    }

    private static TypeShare withRuns(TypeShare share, Percentiles runs) {
        return new TypeShare(share.type(), share.processed(), share.failed(), share.totalMs(), runs);
    }
}

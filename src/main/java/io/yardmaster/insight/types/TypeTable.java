package io.yardmaster.insight.types;

import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.insight.metrics.Percentiles;
import io.yardmaster.store.MetricStore;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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

    /** Sums that were read. @param last the last bucket */
    private record HeldSums(long readAt, BucketId last, Map<String, long[]> sums) {}

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
        long last = grain.index(to - 1);
        if (last < first) {
            return List.of();
        }
        return sums(BucketId.covering(queue, null, grain, first, last, now), now).entrySet().stream()
                .map(sum -> share(sum.getKey(), sum.getValue()))
                .sorted(order.comparator)
                .limit(most)
                .map(share -> withRuns(
                        share, metrics.runTime(BucketId.covering(queue, share.type(), grain, first, last, now))))
                .toList();
    }

    /** By type: succeeded, failed, microseconds; read again every five seconds. */
    private synchronized Map<String, long[]> sums(List<BucketId> ids, long now) {
        HeldSums known = held.get(ids.getFirst());
        if (known != null && known.last.equals(ids.getLast()) && now - known.readAt < FRESH_MS) {
            return known.sums;
        }
        if (held.size() >= MOST_HELD) {
            held.clear();
        }
        Map<String, long[]> sums = read(ids);
        held.put(ids.getFirst(), new HeldSums(now, ids.getLast(), sums));
        return sums;
    }

    private Map<String, long[]> read(List<BucketId> ids) {
        Map<String, long[]> sums = new HashMap<>();
        store.read(ids)
                .forEach(counts -> counts.named().forEach((field, amount) -> {
                    int colon = field.indexOf(':');
                    int at = colon < 0 ? -1 : FIELDS.indexOf(field.substring(0, colon));
                    if (at >= 0) {
                        sums.computeIfAbsent(field.substring(colon + 1), type -> new long[FIELDS.size()])[at] += amount;
                    }
                }));
        return sums;
    }

    private static TypeShare share(String type, long[] sums) {
        return new TypeShare(type, sums[0] + sums[1], sums[1], sums[2] / 1_000.0, Percentiles.NONE);
    }

    private static TypeShare withRuns(TypeShare share, Percentiles runs) {
        return new TypeShare(share.type(), share.processed(), share.failed(), share.totalMs(), runs);
    }
}

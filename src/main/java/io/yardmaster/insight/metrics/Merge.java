package io.yardmaster.insight.metrics;

import java.util.List;
import java.util.function.Function;

/** Adds buckets up. Keeps one histogram to work in, so it is for one thread and one answer. */
final class Merge {
    private final Histogram histogram = new Histogram();

    /** Mean, percentiles and maximum over some buckets. @param part which durations of them */
    Percentiles percentiles(List<Bucket> buckets, Function<Bucket, Distribution> part) {
        List<Distribution> used =
                buckets.stream().map(part).filter(spread -> spread.size() > 0).toList();
        if (used.isEmpty()) {
            return Percentiles.NONE;
        }
        if (used.size() == 1) {
            return used.getFirst().percentiles();
        }
        histogram.clear();
        used.forEach(histogram::add);
        return histogram.percentiles();
    }

    static long succeeded(List<Bucket> buckets) {
        return buckets.stream().mapToLong(Bucket::succeeded).sum();
    }

    static long failed(List<Bucket> buckets) {
        return buckets.stream().mapToLong(Bucket::failed).sum();
    }
}

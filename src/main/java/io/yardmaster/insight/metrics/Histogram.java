package io.yardmaster.insight.metrics;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;

/** Durations being counted or merged. Not safe for several threads at once. */
final class Histogram {
    private final long[] counts = new long[Bins.COUNT];
    private long size;
    private long sumMicros;

    /** Counts one duration. @param micros microseconds; below 0 counts as 0 */
    void record(long micros) {
        counts[Bins.of(micros)]++;
        size++;
        sumMicros += Math.max(0, micros);
    }

    /** Adds what was counted elsewhere. */
    void add(Distribution other) {
        for (int i = 0; i < other.bins().length; i++) {
            counts[other.bins()[i]] += other.counts()[i];
        }
        size += other.size();
        sumMicros += other.sumMicros();
    }

    /** How many durations were counted. */
    long size() {
        return size;
    }

    void clear() {
        Arrays.fill(counts, 0);
        size = 0;
        sumMicros = 0;
    }

    /** Hands out what is not zero as fields of a bucket (see {@link Distribution#of}). @param prefix one letter */
    void fields(char prefix, ObjLongConsumer<String> fields) {
        if (size == 0) {
            return;
        }
        fields.accept(prefix + Distribution.SUM, sumMicros);
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] != 0) {
                fields.accept(prefix + Integer.toString(bin), counts[bin]);
            }
        }
    }

    /** Mean, percentiles and maximum in milliseconds; {@link Percentiles#NONE} when empty. */
    Percentiles percentiles() {
        if (size == 0) {
            return Percentiles.NONE;
        }
        int[] used =
                IntStream.range(0, Bins.COUNT).filter(bin -> counts[bin] != 0).toArray();
        return Percentiles.of(
                used, IntStream.of(used).mapToLong(bin -> counts[bin]).toArray(), size, sumMicros);
    }
}

package io.yardmaster.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yardmaster.store.record.Counts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTest {
    @ParameterizedTest(name = "{0} samples, median about {1} us, seed {2}")
    @CsvSource({
        "1, 50, 1",
        "2, 900, 2",
        "3, 70000, 3",
        "7, 40, 4",
        "20, 3000, 5",
        "99, 250000, 6",
        "100, 1, 7",
        "1000, 120, 8",
        "10000, 15000, 9",
        "50000, 2000000, 10",
        "20000, 600000000, 11",
        "5000, 9, 12"
    })
    void percentilesAreWithinTwoPercentOfTheSortedSamples(int size, double median, long seed) {
        long[] samples = logNormal(size, median, new Random(seed));
        Percentiles found = histogram(samples).percentiles();
        Arrays.sort(samples);
        assertNear(found.p50(), samples, 0.50);
        assertNear(found.p95(), samples, 0.95);
        assertNear(found.p99(), samples, 0.99);
        assertThat(found.avg()).isCloseTo(LongStream.of(samples).average().orElseThrow() / 1_000, within(1e-6));
        double longest = samples[size - 1] / 1_000.0;
        assertThat(found.max()).isBetween(longest, longest * 1.02);
    }

    @Test
    void nothingCountedIsNotZero() {
        assertThat(new Histogram().percentiles()).isEqualTo(Percentiles.NONE);
        assertThat(Distribution.of('r', Counts.NONE)).isSameAs(Distribution.NONE);
        assertThat(Percentiles.NONE.p50()).isNull();
    }

    @Test
    void partsOnSeveralNodesMakeTheSameWhole() {
        long[] samples = logNormal(9_000, 4_000, new Random(21));
        Histogram merged = new Histogram();
        for (int node = 0; node < 3; node++) {
            long[] part = Arrays.copyOfRange(samples, node * 3_000, (node + 1) * 3_000);
            merged.add(Distribution.of('r', Counts.of(fields(histogram(part), 'r'))));
        }
        assertThat(merged.percentiles()).isEqualTo(histogram(samples).percentiles());
        assertThat(merged.size()).isEqualTo(9_000);
    }

    @Test
    void clearedIsAsNew() {
        Histogram histogram = histogram(new long[] {5, 500_000});
        histogram.clear();
        assertThat(histogram.percentiles()).isEqualTo(Percentiles.NONE);
        histogram.record(7);
        assertThat(histogram.percentiles()).isEqualTo(new Percentiles(0.007, 0.007, 0.007, 0.007, 0.007));
    }

    @Test
    void fieldsThatMakeNoSenseAreLeftOut() {
        Map<String, Long> fields = new HashMap<>(fields(histogram(new long[] {3, 3, 9}), 'r'));
        fields.putAll(Map.of("r2048", 5L, "r-1", 5L, "rx", 5L, "r", 5L, "r007", 5L, "r99999999999", 5L, "w4", 5L));
        Distribution spread = Distribution.of('r', Counts.of(fields));
        assertThat(spread.bins()).containsExactly(3, 9);
        assertThat(spread.size()).isEqualTo(3);
        assertThat(spread.sumMicros()).isEqualTo(15);
    }

    private static void assertNear(double foundMs, long[] sorted, double quantile) {
        double exact = sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1_000.0;
        assertThat(foundMs).as("quantile %s", quantile).isCloseTo(exact, within(exact * 0.02));
    }

    private static long[] logNormal(int size, double median, Random random) {
        return LongStream.generate(() -> Math.round(median * Math.exp(random.nextGaussian())))
                .limit(size)
                .toArray();
    }

    private static Histogram histogram(long[] micros) {
        Histogram histogram = new Histogram();
        LongStream.of(micros).forEach(histogram::record);
        return histogram;
    }

    private static Map<String, Long> fields(Histogram histogram, char prefix) {
        Map<String, Long> fields = new HashMap<>();
        histogram.fields(prefix, fields::put);
        return fields;
    }
}

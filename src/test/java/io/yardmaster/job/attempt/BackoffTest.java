package io.yardmaster.job.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.yardmaster.job.Option;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final int DRAWS = 2_000;

    @ParameterizedTest
    @CsvSource({
        "FIXED, 1, 1000",
        "FIXED, 99, 1000",
        "LINEAR, 1, 1000",
        "LINEAR, 2, 2000",
        "LINEAR, 99, 99000",
        "EXPONENTIAL, 1, 1000",
        "EXPONENTIAL, 2, 2000",
        "EXPONENTIAL, 11, 1024000",
        "POLYNOMIAL, 1, 15000",
        "POLYNOMIAL, 2, 16000",
        "POLYNOMIAL, 3, 31000",
        "POLYNOMIAL, 11, 10015000"
    })
    void eachTypeHasItsFormula(Backoff.Type type, int failures, long expectedMs) {
        Backoff backoff = new Backoff(type, 1_000, Backoff.LONGEST_MS, Jitter.of(0));
        assertThat(backoff.delayMs(failures, new Random(1))).isEqualTo(expectedMs);
        assertThat(backoff.expectedMs(failures)).isEqualTo(expectedMs);
    }

    @Test
    void byDefaultItDoublesFromTwoSecondsToTenMinutes() {
        assertThat(LongStream.rangeClosed(1, 11).map(n -> Backoff.DEFAULT.expectedMs((int) n)))
                .containsExactly(
                        2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 64_000L, 128_000L, 256_000L, 512_000L, 600_000L,
                        600_000L);
        assertThat(LongStream.of(draw(Backoff.DEFAULT, 1)).min().orElseThrow()).isBetween(1_600L, 1_620L);
        assertThat(LongStream.of(draw(Backoff.DEFAULT, 1)).max().orElseThrow()).isBetween(2_380L, 2_400L);
        assertThat(LongStream.of(draw(Backoff.DEFAULT, 99))).allMatch(ms -> ms >= 480_000 && ms <= 600_000);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOM")
    void aRatioSpreadsEvenlyToBothSides(Backoff.Type type) {
        Backoff backoff = new Backoff(type, 10_000, Backoff.LONGEST_MS, Jitter.of(0.25));
        long bare = backoff.expectedMs(2);
        long[] drawn = draw(backoff, 2);
        assertThat(LongStream.of(drawn)).allMatch(ms -> ms >= bare * 0.75 - 1 && ms <= bare * 1.25 + 1);
        assertThat(LongStream.of(drawn).min().orElseThrow()).isLessThan((long) (bare * 0.77));
        assertThat(LongStream.of(drawn).max().orElseThrow()).isGreaterThan((long) (bare * 1.23));
        assertThat(LongStream.of(drawn).average().orElseThrow()).isCloseTo(bare, within(bare * 0.02));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOM")
    void fullJitterSpreadsFromNothing(Backoff.Type type) {
        Backoff backoff = new Backoff(type, 10_000, Backoff.LONGEST_MS, Jitter.FULL);
        long bare = new Backoff(type, 10_000, Backoff.LONGEST_MS, Jitter.of(0)).expectedMs(3);
        long[] drawn = draw(backoff, 3);
        assertThat(LongStream.of(drawn)).allMatch(ms -> ms >= 0 && ms <= bare);
        assertThat(LongStream.of(drawn).min().orElseThrow()).isLessThan((long) (bare * 0.02));
        assertThat(LongStream.of(drawn).max().orElseThrow()).isGreaterThan((long) (bare * 0.98));
        assertThat(backoff.expectedMs(3)).isEqualTo(bare / 2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOM")
    void theCapHoldsAfterTheJitter(Backoff.Type type) {
        Backoff backoff = new Backoff(type, 60_000, 50_000, Jitter.of(1));
        for (int failures = 1; failures <= Option.MAX_ATTEMPTS.most(); failures++) {
            assertThat(LongStream.of(draw(backoff, failures)).max().orElseThrow())
                    .isLessThanOrEqualTo(50_000);
        }
    }

    @Test
    void aHundredFailuresOverflowNothing() {
        Backoff backoff = new Backoff(Backoff.Type.EXPONENTIAL, Backoff.LONGEST_MS, Backoff.LONGEST_MS, Jitter.of(0));
        assertThat(backoff.delayMs(100, new Random(1))).isEqualTo(Backoff.LONGEST_MS);
        assertThat(new Backoff(Backoff.Type.EXPONENTIAL, 0, 1, Jitter.of(1)).delayMs(100, new Random(1)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Backoff.LONGEST_MS + 1, Long.MIN_VALUE, Long.MAX_VALUE})
    void delaysOutOfBoundsAreRefusedByName(long ms) {
        assertThatThrownBy(() -> new Backoff(Backoff.Type.FIXED, ms, 0, Jitter.FULL))
                .hasMessageContaining("backoff.delayMs");
        assertThatThrownBy(() -> new Backoff(Backoff.Type.FIXED, 0, ms, Jitter.FULL))
                .hasMessageContaining("backoff.maxDelayMs");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void jitterOutOfBoundsIsRefused(double ratio) {
        assertThatThrownBy(() -> Jitter.of(ratio)).hasMessageContaining("jitter");
    }

    @Test
    void typesAreKnownByTheirWord() {
        for (Backoff.Type type : Backoff.Type.values()) {
            assertThat(Backoff.Type.of(type.word())).contains(type);
        }
        assertThat(Backoff.Type.of("FIXED")).isEmpty();
    }

    private static long[] draw(Backoff backoff, int failures) {
        Random random = new Random(42);
        return LongStream.generate(() -> backoff.delayMs(failures, random))
                .limit(DRAWS)
                .toArray();
    }
}

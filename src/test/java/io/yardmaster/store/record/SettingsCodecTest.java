package io.yardmaster.store.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.GroupShare;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.job.queue.Retention;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsCodecTest {
    private static final QueueSettings ALL = new QueueSettings(
            1_000,
            new Concurrency(1, 10_000, 3, 4),
            new RateLimit(1_000_000, 86_400_000, RateLimit.By.GROUP),
            7,
            Map.of("a", new GroupShare(5, null), "b.c", new GroupShare(1_000, 10_000)),
            Rules.NONE.with(Option.MAX_ATTEMPTS, 9L).with(Option.BACKOFF, Backoff.DEFAULT),
            new Retention(new Retention.Amounts(0L, null, 1L << 40), new Retention.Amounts(null, 60_000L, null)));

    @ParameterizedTest
    @MethodSource("settings")
    void whatIsPackedIsReadAgain(QueueSettings settings) {
        assertThat(SettingsCodec.read(SettingsCodec.pack(settings))).isEqualTo(settings);
    }

    static Stream<QueueSettings> settings() {
        return Stream.of(
                ALL,
                QueueSettings.NONE,
                QueueSettings.NONE.withConcurrency(new Concurrency(null, 1, null, null)),
                ALL.withRateLimit(null).withGroupLimit(null).withWeight(null));
    }

    @Test
    void whatANewerProgramWroteIsPassedOver() {
        byte[] packed = SettingsCodec.pack(ALL);
        byte[] newer = Arrays.copyOf(packed, packed.length + 3);
        newer[packed.length] = 99;
        newer[packed.length + 1] = 1;
        assertThat(SettingsCodec.read(newer)).isEqualTo(ALL);
    }

    @Test
    void everyBrokenBeginningIsReadAsNothing() {
        byte[] packed = SettingsCodec.pack(ALL);
        for (int length = 0; length < packed.length; length++) {
            assertThat(SettingsCodec.read(Arrays.copyOf(packed, length))).isNotNull();
        }
        assertThat(SettingsCodec.read(null)).isEqualTo(QueueSettings.NONE);
    }
}

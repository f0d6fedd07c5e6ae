package io.yardmaster.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.Stores;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.redis.RedisLink;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node packs the buckets that it added to, when they have ended. */
class PackedBucketsTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private final Recorder recorder = new Recorder();
    private long now = Yard.AT;
    private final Flusher flusher =
            new Flusher(recorder, quiet(), Stores.metrics(yard), () -> Instant.ofEpochMilli(now));

    @Test
    void aBucketIsPackedTwoMinutesAfterItsEnd() {
        Job job = Yard.job("a");
        for (int i = 0; i < 400; i++) {
            recorder.on(new JobEvent.Completed(job, new Claim(1, 0, "node"), i, 1_000L * i * i));
        }
        flusher.flush();
        long minute = Grain.MINUTE.index(now);
        long hour = Grain.HOUR.index(now);
        assertThat(packed(Grain.MINUTE, minute)).isZero();
        now = (minute + 1) * 60_000 + 119_999;
        flusher.flush();
        assertThat(packed(Grain.MINUTE, minute)).isZero();
        now++;
        flusher.flush();
        assertThat(packed(Grain.MINUTE, minute)).isOne();
        assertThat(packed(Grain.HOUR, hour)).isZero();
        now = (hour + 1) * 3_600_000 + 120_000;
        flusher.flush();
        assertThat(packed(Grain.HOUR, hour)).isOne();
    }

    @Test
    void aSumIsMadeTwoMinutesAfterItsEnd() {
        Job job = Yard.job("a");
        recorder.on(new JobEvent.Completed(job, new Claim(1, 0, "node"), 5, 1_000));
        flusher.flush();
        now = (Grain.FIVE_MINUTES.index(Yard.AT) + 1) * 300_000 + 120_000;
        flusher.flush();
        assertThat(packed(Grain.FIVE_MINUTES, Grain.FIVE_MINUTES.index(Yard.AT)))
                .isOne();
        assertThat(packed(Grain.SIX_HOURS, Grain.SIX_HOURS.index(Yard.AT))).isZero();
        now = (Grain.SIX_HOURS.index(Yard.AT) + 1) * 21_600_000 + 120_000;
        flusher.flush();
        assertThat(packed(Grain.SIX_HOURS, Grain.SIX_HOURS.index(Yard.AT))).isOne();
    }

    private static long packed(Grain grain, long index) {
        String key = "ym:{" + Yard.QUEUE + "}:metrics:" + grain.lengthMs() / 1_000 + ":" + index;
        Request ask = Request.cmd(Command.HEXISTS).arg(key).arg("n:counts");
        return RedisLink.await(yard.links.rest().send(ask)).toLong();
    }

    private static Flusher.Sampler quiet() {
        return new Flusher.Sampler(null) {
            @Override
            Map<String, Long> sample(long nowMs) {
                return Map.of();
            }
        };
    }
}

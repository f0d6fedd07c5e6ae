package io.yardmaster.bench;

import com.sun.management.OperatingSystemMXBean;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.insight.metrics.Recorder;
import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.Store;
import io.yardmaster.store.redis.RedisLinks;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * What something cost: read before and after.
 *
 * @param nanos of System.nanoTime
 * @param redisMicros CPU of the Redis process, user and system, from INFO
 * @param jvmMicros CPU of this process
 * @param calls commands and script calls sent to Redis
 */
record Cost(long nanos, double redisMicros, double jvmMicros, long calls) {
    private static final int COUNTED = 500_000;
    private static final int ROUNDS = 3;

    static Cost read(Store store, RedisLinks links) {
        Map<String, String> info = store.info();
        double redis = Double.parseDouble(info.get("used_cpu_user")) + Double.parseDouble(info.get("used_cpu_sys"));
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Cost(System.nanoTime(), redis * 1e6, process.getProcessCpuTime() / 1e3, links.calls());
    }

    Cost since(Cost before) {
        return new Cost(
                nanos - before.nanos,
                redisMicros - before.redisMicros,
                jvmMicros - before.jvmMicros,
                calls - before.calls);
    }

    double seconds() {
        return nanos / 1e9;
    }

    /**
     * What it costs to count the start and the end of a job: microseconds of CPU of this thread, in the last of three
     * rounds, without the flush once a second.
     */
    static double ofMetrics() {
        Job job = new Job(
                "metrics",
                EngineBench.QUEUE,
                new Work("demo.noop", null, 10, List.of()),
                Rules.NONE,
                Times.of(0, 0),
                Past.NONE);
        Claim claim = new Claim(1, 0, "bench");
        Recorder recorder = new Recorder();
        double micros = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < COUNTED; i++) {
                recorder.on(new JobEvent.Started(job, claim, i % 1_000));
                recorder.on(new JobEvent.Completed(job, claim, i % 1_000, i % 8_000));
            }
            micros = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e3 / COUNTED;
        }
        return micros;
    }
}

package io.yardmaster.bench;

import com.sun.management.OperatingSystemMXBean;
import io.yardmaster.store.Store;
import io.yardmaster.store.redis.RedisLinks;
import java.lang.management.ManagementFactory;
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
}

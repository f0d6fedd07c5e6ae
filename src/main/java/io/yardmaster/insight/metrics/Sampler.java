package io.yardmaster.insight.metrics;

import io.yardmaster.engine.Queues;
import io.yardmaster.job.JobState;
import io.yardmaster.job.QueueInfo;
import io.yardmaster.store.Grain;
import io.yardmaster.store.StoreAwayException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks how many jobs wait, once in each bucket of ten seconds. Every node does; the last look of a bucket stays. */
@Singleton
class Sampler {
    private final Queues queues;
    private long lastBucket = -1;

    Sampler(Queues queues) {
        this.queues = queues;
    }

    /** Jobs waiting by queue; empty when this bucket has been sampled already, or the store is away. */
    Map<String, Long> sample(long nowMs) {
        long bucket = Grain.TEN_SECONDS.index(nowMs);
        if (bucket == lastBucket) {
            return Map.of();
        }
        try {
            Map<String, Long> waiting = queues.all().stream()
                    .collect(Collectors.toMap(QueueInfo::name, queue -> queue.count(JobState.WAITING)));
            lastBucket = bucket;
            return waiting;
        } catch (StoreAwayException away) {
            return Map.of();
        }
    }
}

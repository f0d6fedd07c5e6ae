package io.yardmaster.insight.metrics;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobState;
import io.yardmaster.store.MetricStore;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings what the {@link Recorder} counted to the store once a second, on a thread of its own. What the store did not
 * confirm is sent again as it was before anything new is gathered, so nothing counts twice and an outage loses nothing;
 * a node that is killed loses at most its last second.
 */
@Singleton
public class Flusher {
    private static final Logger LOG = Logger.getLogger(Flusher.class);
    private static final long EVERY_MS = 1_000;

    private final Recorder recorder;
    private final Sampler sampler;
    private final MetricStore store;
    private final InstantSource clock;
    private final String node = Long.toString(new SecureRandom().nextLong() & Long.MAX_VALUE, 36);
    private List<Addition> unconfirmed = List.of();
    private long lastNumber;
    private ScheduledExecutorService timer;

    Flusher(Recorder recorder, Sampler sampler, MetricStore store, InstantSource clock) {
        this.recorder = recorder;
        this.sampler = sampler;
        this.store = store;
        this.clock = clock;
    }

    /** Begins to flush. The store is open. */
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().name("metrics-flush").daemon().unstarted(task));
        timer.scheduleWithFixedDelay(this::flushQuietly, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Flushes what the last jobs left and ends. Safe to call twice, and when never started. */
    public synchronized void stop() {
        if (timer == null) {
            return;
        }
        timer.shutdown();
        timer = null;
        flushQuietly(); // what an outage may have held back
        flushQuietly(); // and what came after
    }

    /** Sends what was counted. @throws StoreAwayException when it must be sent again */
    synchronized void flush() {
        if (unconfirmed.isEmpty()) {
            unconfirmed = gather();
        }
        if (!unconfirmed.isEmpty()) {
            store.record(node, unconfirmed);
            unconfirmed = List.of();
        }
    }

    private List<Addition> gather() {
        long now = clock.millis();
        Map<String, Long> waiting = sampler.sample(now);
        Map<String, Map<String, Long>> counted = recorder.drain();
        Set<String> queues = new HashSet<>(waiting.keySet());
        queues.addAll(counted.keySet());
        return queues.stream()
                .map(queue -> new Addition(
                        queue, ++lastNumber, now, counted.getOrDefault(queue, Map.of()), waiting.get(queue)))
                .toList();
    }

    private synchronized void drop() {
        unconfirmed = List.of();
    }

    private void flushQuietly() {
        try {
            flush();
        } catch (StoreAwayException away) {
            LOG.debug("metrics wait for the store", away);
        } catch (RuntimeException unexpected) {
            LOG.error("a second of metrics cannot be written and is given up", unexpected);
            drop();
        }
    }

    /** Looks how many jobs wait, once in each bucket of ten seconds. Every node does; the last look of a bucket stays. */
    @Singleton
    static class Sampler {
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
}

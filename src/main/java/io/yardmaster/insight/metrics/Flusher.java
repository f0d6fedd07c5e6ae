package io.yardmaster.insight.metrics;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobState;
import io.yardmaster.store.MetricStore;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    /** Fields of types in one call, so that none is long. */
    private static final int MOST_OF_TYPES = 1_000;

    /** Buckets that are packed in one second. */
    private static final int MOST_PACKED = 500;
    /** An addition of fewer fields leaves a bucket of ten seconds small, so that it is not worth packing. */
    private static final int FEW_FIELDS = 32;

    private final Recorder recorder;
    private final Sampler sampler;
    private final MetricStore store;
    private final InstantSource clock;
    private final String node = Long.toString(new SecureRandom().nextLong() & Long.MAX_VALUE, 36);
    /** Buckets that this node added to, and did not pack yet. */
    private final Set<BucketId> filling = new HashSet<>();

    private List<Addition> unconfirmed = List.of();
    private long lastNumber;
    /** Queues in which jobs waited when that was last told; null before the first time. */
    private Set<String> busy;

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
            unconfirmed.forEach(this::fills);
            unconfirmed = List.of();
        }
        pack(clock.millis());
    }

    private void fills(Addition addition) {
        for (Grain grain : Grain.values()) {
            if (grain != Grain.TEN_SECONDS || addition.amounts().size() > FEW_FIELDS) {
                filling.add(new BucketId(addition.queue(), grain, grain.index(addition.atMs())));
            }
        }
    }

    /**
     * Packs what this node added to, once nobody adds to it any more, and makes the sums. One that cannot be packed now
     * stays as it is, and its sum is made by who first reads it.
     */
    private void pack(long now) {
        List<BucketId> ended = filling.stream()
                .filter(id -> id.endMs() + BucketId.SETTLED_MS <= now)
                .limit(MOST_PACKED)
                .toList();
        ended.forEach(filling::remove);
        store.pack(ended);
    }

    private List<Addition> gather() {
        long now = clock.millis();
        Map<String, Long> waiting = sampler.sample(now);
        Map<String, Map<String, Long>> counted = recorder.drain();
        if (waiting.isEmpty() && counted.isEmpty()) {
            return List.of();
        }
        Set<String> queues = new HashSet<>(worthTelling(waiting));
        queues.addAll(counted.keySet());
        Stream<Addition> each = queues.stream()
                .flatMap(queue -> additions(queue, now, counted.getOrDefault(queue, Map.of()), waiting.get(queue)));
        return Stream.concat(each, Stream.of(together(now, counted, waiting))).toList();
    }

    /** The queues in which jobs wait, or waited when that was last told: of an idle one nothing is written. */
    private Set<String> worthTelling(Map<String, Long> waiting) {
        if (waiting.isEmpty()) {
            return Set.of();
        }
        Set<String> now = waiting.keySet().stream()
                .filter(queue -> waiting.get(queue) > 0)
                .collect(Collectors.toSet());
        Set<String> told = new HashSet<>(busy == null ? waiting.keySet() : busy);
        told.retainAll(waiting.keySet());
        told.addAll(now);
        busy = now;
        return told;
    }

    /** All queues as one, without what counts of types: so a chart of all costs what the chart of one does. */
    private Addition together(long now, Map<String, Map<String, Long>> counted, Map<String, Long> waiting) {
        Map<String, Long> sums = new HashMap<>();
        counted.values()
                .forEach(fields -> fields.forEach((field, amount) -> {
                    boolean ofType = field.contains(MetricStore.OF_TYPE) || field.indexOf(':') >= 0 && !isDeath(field);
                    if (!ofType) {
                        sums.merge(field, amount, Long::sum);
                    }
                }));
        Long all = waiting.isEmpty()
                ? null
                : Long.valueOf(
                        waiting.values().stream().mapToLong(Long::longValue).sum());
        return new Addition(Keys.ALL_QUEUES, ++lastNumber, now, sums, all);
    }

    private static boolean isDeath(String field) {
        return field.startsWith(Bucket.DEATHS + ":");
    }

    /** What counts of the whole queue first, and then the buckets of its types in parts. */
    private Stream<Addition> additions(String queue, long now, Map<String, Long> fields, Long waiting) {
        Map<String, Long> whole = new HashMap<>();
        List<Map<String, Long>> parts = new ArrayList<>();
        fields.forEach((field, amount) -> {
            if (!field.contains(MetricStore.OF_TYPE)) {
                whole.put(field, amount);
                return;
            }
            if (parts.isEmpty() || parts.getLast().size() >= MOST_OF_TYPES) {
                parts.add(new HashMap<>());
            }
            parts.getLast().put(field, amount);
        });
        return Stream.concat(
                Stream.of(new Addition(queue, ++lastNumber, now, whole, waiting)),
                parts.stream().map(part -> new Addition(queue, ++lastNumber, now, part, null)));
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
                Map<String, Long> waiting = look();
                lastBucket = bucket;
                return waiting;
            } catch (StoreAwayException away) {
                return Map.of();
            }
        }

        Map<String, Long> look() {
            return queues.all().stream()
                    .collect(Collectors.toMap(QueueInfo::name, queue -> queue.count(JobState.WAITING)));
        }
    }
}

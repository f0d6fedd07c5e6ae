package io.yardmaster.insight.metrics;

import io.yardmaster.store.MetricStore;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.call.Keys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remembers the buckets that were read, so that a page costs one look at the buckets that still fill. A bucket counts
 * as filled {@value #SETTLED_MS} ms after its end; until then what was read holds for half a second.
 */
@Singleton
class BucketCache {
    static final int MOST_HELD = 65_536;
    /** Bins in use of all buckets that are remembered, 12 bytes each: a busy hour has several hundred. */
    private static final int MOST_BINS = 5_000_000;

    private static final long SETTLED_MS = 15_000;
    private static final long FRESH_NANOS = 500_000_000;
    private static final int MOST_IN_ONE_CALL = 2_000;

    private record Held(Bucket bucket, boolean isFilled, long readNanos) {
        boolean holds(long nanos) {
            return isFilled || nanos - readNanos < FRESH_NANOS;
        }
    }

    private static final long ACTIVE_NANOS = 5_000_000_000L;

    private record Active(long readNanos, List<String> among, Map<String, HistoryPoint> found) {}

    private record Known(long readNanos, Set<String> asked, Set<String> found) {}

    private volatile Active active = new Active(0, List.of(), Map.of());
    private volatile Known known = new Known(0, Set.of(), Set.of());
    private final MetricStore store;
    private final InstantSource clock;
    /** The one that was asked for longest ago first. */
    private final LinkedHashMap<BucketId, Held> recent = new LinkedHashMap<>(256, 0.75f, true);

    private final int mostBins;
    private int bins;

    @Inject
    BucketCache(MetricStore store, InstantSource clock) {
        this(store, clock, MOST_BINS);
    }

    /** @param mostBins how many bins are remembered at most */
    BucketCache(MetricStore store, InstantSource clock, int mostBins) {
        this.store = store;
        this.clock = clock;
        this.mostBins = mostBins;
    }

    /**
     * The buckets of the ids; {@link Bucket#NONE} where there is none. Of an idle queue nothing is written: where all queues
     * together were sampled later, one that is known had no job waiting.
     */
    Map<BucketId, Bucket> read(List<BucketId> ids) {
        Map<BucketId, Bucket> found = stored(ids);
        Map<BucketId, BucketId> unsampled = HashMap.newHashMap(0);
        for (BucketId id : ids) {
            boolean ofQueue = id.type() == null && !id.queue().equals(Keys.ALL_QUEUES);
            if (ofQueue && found.get(id).sampled() < last(id.grain())) {
                unsampled.put(id, new BucketId(Keys.ALL_QUEUES, id.grain(), id.index()));
            }
        }
        if (!unsampled.isEmpty()) {
            Map<BucketId, Bucket> together = stored(List.copyOf(Set.copyOf(unsampled.values())));
            unsampled
                    .entrySet()
                    .removeIf(one -> together.get(one.getValue()).sampled()
                            <= found.get(one.getKey()).sampled());
            Set<String> registered =
                    known(unsampled.keySet().stream().map(BucketId::queue).collect(Collectors.toSet()));
            unsampled.keySet().stream()
                    .filter(id -> registered.contains(id.queue()))
                    .forEach(id -> found.put(
                            id,
                            found.get(id).idle(together.get(unsampled.get(id)).sampled())));
        }
        return found;
    }

    /** Where the sample stands that is of the end of a bucket. */
    private static long last(Grain grain) {
        return grain.parts() == null ? 0 : grain.lengthMs() / grain.parts().lengthMs() - 1;
    }

    private Map<BucketId, Bucket> stored(List<BucketId> ids) {
        Map<BucketId, Bucket> found = HashMap.newHashMap(ids.size());
        List<BucketId> missing = new ArrayList<>();
        look(ids, found, missing);
        for (int from = 0; from < missing.size(); from += MOST_IN_ONE_CALL) {
            fetch(missing.subList(from, Math.min(missing.size(), from + MOST_IN_ONE_CALL)), found);
        }
        return found;
    }

    private synchronized void look(List<BucketId> ids, Map<BucketId, Bucket> found, List<BucketId> missing) {
        long nanos = System.nanoTime();
        for (BucketId id : ids) {
            Held held = recent.get(id);
            if (held != null && held.holds(nanos)) {
                found.put(id, held.bucket);
            } else {
                missing.add(id);
            }
        }
    }

    private void fetch(List<BucketId> missing, Map<BucketId, Bucket> found) {
        long now = clock.millis();
        List<Bucket> buckets = store.read(missing).stream().map(Bucket::of).toList();
        long nanos = System.nanoTime();
        synchronized (this) {
            for (int i = 0; i < buckets.size(); i++) {
                BucketId id = missing.get(i);
                found.put(id, buckets.get(i));
                remember(id, new Held(buckets.get(i), now >= id.endMs() + SETTLED_MS, nanos));
            }
        }
    }

    private void remember(BucketId id, Held held) {
        Held before = recent.put(id, held);
        bins += held.bucket.bins() - (before == null ? 0 : before.bucket.bins());
        while (recent.size() > MOST_HELD || bins > mostBins) {
            bins -= recent.pollFirstEntry().getValue().bucket.bins();
        }
    }

    /** How many bins all that is remembered has. */
    synchronized int bins() {
        return bins;
    }

    /** Those of some queues that are registered, as of half a second ago at most: queues read ahead together cost one call. */
    private Set<String> known(Set<String> queues) {
        Known last = known;
        if (System.nanoTime() - last.readNanos() >= FRESH_NANOS || !last.asked().containsAll(queues)) {
            last = new Known(System.nanoTime(), queues, store.known(queues));
            known = last;
        }
        return last.found();
    }

    /**
     * Those of some queues in which an attempt ended in this hour or the one before, with about their last hour: of the
     * hour before the part that is not over for an hour yet. Asks the store for two buckets of each, so that a yard of
     * thousands of queues is not read minute by minute; what was read holds for five seconds.
     */
    Map<String, HistoryPoint> active(List<String> among) {
        Active last = active;
        if (System.nanoTime() - last.readNanos() > ACTIVE_NANOS || !last.among().equals(among)) {
            last = new Active(System.nanoTime(), among, readActive(among));
            active = last;
        }
        return last.found();
    }

    private Map<String, HistoryPoint> readActive(List<String> among) {
        long now = clock.millis();
        long hour = Grain.HOUR.index(now);
        double before = 1 - (double) (now % Grain.HOUR.lengthMs()) / Grain.HOUR.lengthMs();
        Map<BucketId, Bucket> read = stored(among.stream()
                .flatMap(queue -> Stream.of(hour - 1, hour).map(index -> new BucketId(queue, Grain.HOUR, index)))
                .toList());
        Map<String, HistoryPoint> found = new HashMap<>();
        for (String queue : among) {
            Bucket first = read.get(new BucketId(queue, Grain.HOUR, hour - 1));
            Bucket last = read.get(new BucketId(queue, Grain.HOUR, hour));
            long failed = last.failed() + Math.round(before * first.failed());
            long processed = last.succeeded() + Math.round(before * first.succeeded()) + failed;
            if (first.succeeded() + first.failed() + last.succeeded() + last.failed() > 0) {
                long at = now - Grain.HOUR.lengthMs();
                found.put(queue, new HistoryPoint(at, processed, failed, null, Percentiles.NONE, Percentiles.NONE));
            }
        }
        return found;
    }
}

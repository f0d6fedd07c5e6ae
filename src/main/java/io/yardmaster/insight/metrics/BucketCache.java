package io.yardmaster.insight.metrics;

import io.yardmaster.store.MetricStore;
import io.yardmaster.store.MetricStore.BucketId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the buckets that were read, so that a page costs one look at the buckets that still fill. A bucket counts
 * as filled {@value #SETTLED_MS} ms after its end; until then what was read holds for half a second.
 */
@Singleton
class BucketCache {
    static final int MOST_HELD = 16_384;
    private static final long SETTLED_MS = 15_000;
    private static final long FRESH_NANOS = 500_000_000;
    private static final int MOST_IN_ONE_CALL = 2_000;

    private record Held(Bucket bucket, boolean isFilled, long readNanos) {
        boolean holds(long nanos) {
            return isFilled || nanos - readNanos < FRESH_NANOS;
        }
    }

    private static final class Recent extends LinkedHashMap<BucketId, Held> {
        private static final long serialVersionUID = 1;

        private Recent() {
            super(256, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<BucketId, Held> eldest) {
            return size() > MOST_HELD;
        }
    }

    private final MetricStore store;
    private final InstantSource clock;
    private final Map<BucketId, Held> recent = new Recent();

    BucketCache(MetricStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The buckets of the ids; {@link Bucket#NONE} where there is none. */
    Map<BucketId, Bucket> read(List<BucketId> ids) {
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
                recent.put(id, new Held(buckets.get(i), now >= id.endMs() + SETTLED_MS, nanos));
            }
        }
    }
}

package io.yardmaster.store;

import io.yardmaster.store.record.Counts;
import java.util.HashMap;
import java.util.Map;

/** Makes an open {@link Store} on the Redis of a {@link Yard}, for tests of other packages. */
public final class Stores {
    private Stores() {}

    public static Store open(Yard yard) {
        Store store = new Store(yard.links, new Hints(yard.links.thread()), yard.queues, yard.clock);
        store.open(yard.address());
        return store;
    }

    public static MetricStore metrics(Yard yard) {
        return new MetricStore(yard.links);
    }

    /** What a bucket holds, as the fields that were added. */
    public static Map<String, Long> fields(Counts counts) {
        Map<String, Long> fields = new HashMap<>(counts.named());
        counts.series().forEach((letter, series) -> {
            for (int i = 0; i < series.bins().length; i++) {
                fields.put(letter + Integer.toString(series.bins()[i]), series.counts()[i]);
            }
        });
        return fields;
    }
}

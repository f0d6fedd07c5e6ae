package io.yardmaster.store;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Named numbers of a queue in buckets of time, to which every node adds. What the fields mean is the caller's. */
@Singleton
public class MetricStore {
    /** The field that holds {@link Addition#waiting}. */
    public static final String WAITING = "waiting";

    /**
     * What one node adds to one queue.
     *
     * @param number rises with every addition of the node
     * @param atMs epoch milliseconds: decides the buckets
     * @param amounts by field, none of which begins with {@code n:}; may be empty
     * @param waiting jobs that wait now, replaces what was there; null leaves it
     */
    public record Addition(String queue, long number, long atMs, Map<String, Long> amounts, Long waiting) {}

    /** A bucket. @param index its number, see {@link Grain#index} */
    public record BucketId(String queue, Grain grain, long index) {
        /** Epoch milliseconds of its end. */
        public long endMs() {
            return (index + 1) * grain.lengthMs();
        }
    }

    /**
     * Adds to the buckets of every grain. Repeating it changes nothing, as long as no later addition of the node went
     * to the same queue in between.
     *
     * @param node who adds
     * @throws StoreAwayException when some may not have been added: repeat them all
     */
    public void record(String node, List<Addition> additions) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads buckets.
     *
     * @return the fields of each in the order of the ids, empty where there is no such bucket
     * @throws StoreAwayException when the store does not answer in time
     */
    public List<Map<String, Long>> read(List<BucketId> ids) {
        throw new UnsupportedOperationException();
    }
}

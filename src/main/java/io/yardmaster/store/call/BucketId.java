package io.yardmaster.store.call;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A bucket of metrics. @param type null for the whole queue @param index its number, see {@link Grain#index} */
public record BucketId(String queue, String type, Grain grain, long index) {
    /** So long after the end of a time its buckets are added up: late counts have come, and they are packed. */
    public static final long SETTLED_MS = 120_000;

    /** A bucket of a whole queue. */
    public BucketId(String queue, Grain grain, long index) {
        this(queue, null, grain, index);
    }

    /**
     * What stands for a stretch of buckets: the sums of those parts that are over and lie in it wholly, and of the rest
     * the buckets themselves. Oldest first.
     *
     * @param grain that is recorded
     * @param first number of the first bucket @param last number of the last one
     * @param now epoch milliseconds
     */
    public static List<BucketId> covering(String queue, String type, Grain grain, long first, long last, long now) {
        List<BucketId> ids = new ArrayList<>();
        Grain sums = grain.sums();
        long parts = sums == null ? 1 : sums.lengthMs() / grain.lengthMs();
        for (long index = first; index <= last; ) {
            long next = index + parts;
            boolean isSum = sums != null
                    && index % parts == 0
                    && next - 1 <= last
                    && next * grain.lengthMs() + SETTLED_MS <= now;
            ids.add(new BucketId(queue, type, isSum ? sums : grain, isSum ? index / parts : index));
            index = isSum ? next : index + 1;
        }
        return ids;
    }

    /** Epoch milliseconds of its end. */
    public long endMs() {
        return (index + 1) * grain.lengthMs();
    }

    /** The bucket of a type beside this one of its queue; of the queue for null. */
    public BucketId of(String name) {
        return new BucketId(queue, name, grain, index);
    }

    /** Those that a sum is of, oldest first. */
    public List<BucketId> parts() {
        Grain part = grain.parts();
        long count = grain.lengthMs() / part.lengthMs();
        return LongStream.range(index * count, (index + 1) * count)
                .mapToObj(at -> new BucketId(queue, type, part, at))
                .toList();
    }

    public byte[] key() {
        return Keys.metrics(queue, type, grain.lengthMs() / 1_000, index);
    }
}

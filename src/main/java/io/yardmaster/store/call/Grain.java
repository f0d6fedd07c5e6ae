package io.yardmaster.store.call;

import java.time.Duration;

/** How long a metric bucket is, and how long it is kept. */
public enum Grain {
    TEN_SECONDS(Duration.ofSeconds(10), Duration.ofHours(2)),
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(48)),
    HOUR(Duration.ofHours(1), Duration.ofDays(90));

    private final long lengthMs;
    private final long keptMs;

    Grain(Duration length, Duration kept) {
        this.lengthMs = length.toMillis();
        this.keptMs = kept.toMillis();
    }

    /** The shortest whose buckets are all kept over a window. @param windowMs at most 90 days */
    public static Grain keeping(long windowMs) {
        return windowMs <= TEN_SECONDS.keptMs ? TEN_SECONDS : windowMs <= MINUTE.keptMs ? MINUTE : HOUR;
    }

    /** The longest that a step consists of wholly. @param stepMs a multiple of ten seconds */
    public static Grain fitting(long stepMs) {
        return stepMs % HOUR.lengthMs == 0 ? HOUR : stepMs % MINUTE.lengthMs == 0 ? MINUTE : TEN_SECONDS;
    }

    /** Milliseconds that one bucket covers. */
    public long lengthMs() {
        return lengthMs;
    }

    /** Milliseconds that a bucket can be read after its end, at least. */
    public long keptMs() {
        return keptMs;
    }

    /** The number of the bucket that an instant falls into. @param epochMs epoch milliseconds */
    public long index(long epochMs) {
        return Math.floorDiv(epochMs, lengthMs);
    }
}

package io.yardmaster.store.call;

import java.time.Duration;
import java.util.List;

/**
 * How long a metric bucket is, and how long it is kept. Counts are recorded in those of ten seconds, a minute and an hour;
 * the others are sums of these, made when their time is over.
 */
public enum Grain {
    TEN_SECONDS(Duration.ofSeconds(10), Duration.ofHours(2)),
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(48)),
    FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofHours(48)),
    HOUR(Duration.ofHours(1), Duration.ofDays(90)),
    SIX_HOURS(Duration.ofHours(6), Duration.ofDays(90));

    /** Those that are recorded, the shortest first. */
    public static final List<Grain> RECORDED = List.of(TEN_SECONDS, MINUTE, HOUR);
    /** Those that are sums. */
    public static final List<Grain> SUMS = List.of(FIVE_MINUTES, SIX_HOURS);

    private final long lengthMs;
    private final long keptMs;

    Grain(Duration length, Duration kept) {
        this.lengthMs = length.toMillis();
        this.keptMs = kept.toMillis();
    }

    /** The shortest recorded whose buckets are all kept over a window. @param windowMs at most 90 days */
    public static Grain keeping(long windowMs) {
        return windowMs <= TEN_SECONDS.keptMs ? TEN_SECONDS : windowMs <= MINUTE.keptMs ? MINUTE : HOUR;
    }

    /** The longest recorded that a step consists of wholly. @param stepMs a multiple of ten seconds */
    public static Grain fitting(long stepMs) {
        return stepMs % HOUR.lengthMs == 0 ? HOUR : stepMs % MINUTE.lengthMs == 0 ? MINUTE : TEN_SECONDS;
    }

    /** That of the sums of its buckets; null where there are none. */
    public Grain sums() {
        return switch (this) {
            case MINUTE -> FIVE_MINUTES;
            case HOUR -> SIX_HOURS;
            case TEN_SECONDS, FIVE_MINUTES, SIX_HOURS -> null;
        };
    }

    /** That of the buckets that it adds up; null where it is recorded. */
    public Grain parts() {
        return switch (this) {
            case FIVE_MINUTES -> MINUTE;
            case SIX_HOURS -> HOUR;
            case TEN_SECONDS, MINUTE, HOUR -> null;
        };
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

package io.yardmaster.job.queue;

import java.util.Objects;

/**
 * What a queue keeps of jobs that have ended; what is not set stays as the server has it. The numbers that hold are those
 * of the methods; whatever is set, a completed job is kept for 10 minutes unless the bytes are too many, and a dead one
 * for 7 days.
 */
public record Retention(Amounts completed, Amounts dead) {
    public static final Retention NONE = new Retention(Amounts.NONE, Amounts.NONE);

    /** Ten years of 365 days, in milliseconds. */
    public static final long LONGEST_MS = 315_360_000_000L;
    /** The largest number of jobs that can be asked for. */
    public static final long LARGEST_COUNT = 100_000_000;
    /** A dead job is kept for 7 days at least, in milliseconds. */
    public static final long DEAD_AT_LEAST_MS = 604_800_000L;

    private static final long COMPLETED_AT_LEAST_MS = 600_000L;
    private static final long COMPLETED_COUNT = 1_000;
    private static final long COMPLETED_FOR_MS = 86_400_000L;
    private static final long COMPLETED_BYTES = 64L << 20;
    private static final long DEAD_COUNT = 1_000_000;
    private static final long DEAD_FOR_MS = 180 * 86_400_000L;
    private static final long DEAD_BYTES = 2L << 30;

    /** 1 TiB. */
    public static final long LARGEST_BYTES = 1L << 40;

    public Retention {
        Objects.requireNonNull(completed, "completed");
        Objects.requireNonNull(dead, "dead");
    }

    /**
     * Of one final state; null where it is not set.
     *
     * @param count of completed jobs how many are kept at least, of dead ones at most
     * @param ageMs how long one is kept at most, in milliseconds
     * @param bytes what all may take at most, estimated
     */
    public record Amounts(Long count, Long ageMs, Long bytes) {
        public static final Amounts NONE = new Amounts(null, null, null);

        public Amounts {
            Bound.check("count", count, 0, LARGEST_COUNT);
            Bound.check("ageMs", ageMs, 0, LONGEST_MS);
            Bound.check("bytes", bytes, 0, LARGEST_BYTES);
        }
    }

    /** How many completed jobs stay whatever their age. */
    public long completedCount() {
        return orElse(completed.count(), COMPLETED_COUNT);
    }

    /** How long the others stay, in milliseconds. */
    public long completedForMs() {
        return Math.max(COMPLETED_AT_LEAST_MS, orElse(completed.ageMs(), COMPLETED_FOR_MS));
    }

    /** What all completed jobs take at most; wins over the other two. */
    public long completedBytes() {
        return orElse(completed.bytes(), COMPLETED_BYTES);
    }

    /** How many dead jobs there may be: then no job is taken in any more. */
    public long deadCount() {
        return Math.max(1, orElse(dead.count(), DEAD_COUNT));
    }

    /** How long a dead job stays, in milliseconds. */
    public long deadForMs() {
        return Math.max(DEAD_AT_LEAST_MS, orElse(dead.ageMs(), DEAD_FOR_MS));
    }

    /** What all dead jobs may take, as with their number. */
    public long deadBytes() {
        return Math.max(1, orElse(dead.bytes(), DEAD_BYTES));
    }

    /** About how many of the completed jobs go because of their bytes, however young; 0 where they may stay. */
    public long completedOver(long jobs, long bytes) {
        long most = completedBytes();
        return bytes <= most ? 0 : Math.min(jobs, (long) Math.floor((double) jobs * (bytes - most) / bytes) + 1);
    }

    /** How many of the dead jobs are above the bound; those of them that are old enough go. @param bytes of all */
    public long deadOver(long jobs, long bytes) {
        return Math.max(jobs - deadCount(), bytes > deadBytes() ? jobs - jobs * deadBytes() / bytes : 0);
    }

    /** Percent of the dead jobs that there may be, at most 100. @param bytes of all */
    public int deadFill(long jobs, long bytes) {
        return (int) Math.min(100, 100 * Math.max((double) jobs / deadCount(), (double) bytes / deadBytes()));
    }

    private static long orElse(Long set, long otherwise) {
        return set == null ? otherwise : set;
    }

    /** True where nothing is set. */
    public boolean isNone() {
        return equals(NONE);
    }
}

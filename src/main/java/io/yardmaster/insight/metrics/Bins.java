package io.yardmaster.insight.metrics;

/**
 * The bins that durations are counted in, the same everywhere so that counts of any nodes and times add up. Up to 127
 * microseconds every value has its own bin; above, each power of two is cut into 64 bins, so that a bin is never wider
 * than 1/64 (1.6 %) of its values.
 */
final class Bins {
    /** The number of bins; the last ends at 38 hours and takes whatever is longer. */
    static final int COUNT = 2048;

    private static final int PARTS_LOG = 6;
    private static final int PARTS = 1 << PARTS_LOG;
    private static final long LONGEST = (1L << 37) - 1;

    private Bins() {}

    /** The bin of a duration. @param micros microseconds; below 0 counts as 0 */
    static int of(long micros) {
        if (micros < PARTS) {
            return micros < 0 ? 0 : (int) micros;
        }
        long value = Math.min(micros, LONGEST);
        int shift = shift(value);
        return PARTS * shift + (int) (value >>> shift);
    }

    /** The shortest duration of a bin in microseconds. */
    static long lowest(int bin) {
        if (bin < PARTS) {
            return bin;
        }
        int shift = bin / PARTS - 1;
        return (long) (bin - PARTS * shift) << shift;
    }

    /** The longest duration of a bin in microseconds. */
    static long highest(int bin) {
        return bin < PARTS ? bin : lowest(bin) + (1L << (bin / PARTS - 1)) - 1;
    }

    private static int shift(long value) {
        return 63 - Long.numberOfLeadingZeros(value) - PARTS_LOG;
    }
}

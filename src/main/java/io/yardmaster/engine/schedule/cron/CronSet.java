package io.yardmaster.engine.schedule.cron;

/**
 * What one field of an expression allows.
 *
 * @param text as it was written
 * @param bits bit n is set where n is allowed; Sunday is 0
 * @param lastDay the last day of the month is allowed, whatever its number
 */
record CronSet(String text, long bits, boolean lastDay) {
    boolean has(int value) {
        return (bits >> value & 1) == 1;
    }

    /** The smallest allowed value that is at least this; -1 where there is none. */
    int from(int value) {
        long left = value > 63 ? 0 : bits >> value << value;
        return left == 0 ? -1 : Long.numberOfTrailingZeros(left);
    }

    int first() {
        return Long.numberOfTrailingZeros(bits);
    }

    int count() {
        return Long.bitCount(bits);
    }

    /** True where the field begins with a star, which does not restrict days (crontab's rule). */
    boolean isStar() {
        return text.startsWith("*");
    }

    /** True where the field is written as an interval, and not as fixed values. */
    boolean isInterval() {
        return text.indexOf('*') >= 0 || text.indexOf('/') >= 0 || text.indexOf('-') >= 0;
    }
}

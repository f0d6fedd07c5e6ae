package io.yardmaster.engine.schedule;

import java.util.Locale;
import java.util.Optional;

/**
 * The id of a job that a schedule made: {@code s:<name>:<planned>}, where planned is epoch milliseconds, or {@code h}
 * and a number for a run by hand. It names its schedule, so that the job's record need not.
 */
public final class RunId {
    private static final String PREFIX = "s:";

    private RunId() {}

    /** Of a tick. */
    static String of(String schedule, long plannedAt) {
        return PREFIX + schedule + ":" + plannedAt;
    }

    /** Of a run by hand. @param number different for each run of the same millisecond */
    static String byHand(String schedule, long at, int number) {
        return PREFIX + schedule + ":h" + at + String.format(Locale.ROOT, "%04x", number & 0xffff);
    }

    /** The schedule that made the job of this id; empty when none did. */
    public static Optional<String> schedule(String id) {
        int end = id.lastIndexOf(':');
        boolean ours = id.startsWith(PREFIX) && end > PREFIX.length();
        return ours ? Optional.of(id.substring(PREFIX.length(), end)).filter(Schedule::isName) : Optional.empty();
    }
}

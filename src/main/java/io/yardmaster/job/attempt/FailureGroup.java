package io.yardmaster.job.attempt;

import io.yardmaster.job.text.Text;
import java.util.List;

/**
 * Dead jobs of a queue that failed in the same way.
 *
 * @param queue its name
 * @param fingerprint see {@link Fingerprint}
 * @param type of the jobs; null for {@link Fingerprint#OTHER}
 * @param errorType class of the error; null likewise
 * @param message of the first of them, at most 500 characters; null when it had none
 * @param count how many are dead now
 * @param firstAt when the first died, in epoch milliseconds; also if it is not dead any more
 * @param lastAt when the last died, in epoch milliseconds
 * @param sample id of the job that died last of those that are dead
 * @param trend deaths a minute, the last one in the minute of now; 60 numbers
 */
public record FailureGroup(
        String queue,
        String fingerprint,
        String type,
        String errorType,
        String message,
        long count,
        long firstAt,
        long lastAt,
        String sample,
        List<Integer> trend) {
    private static final int LONGEST_NAME = 80;
    /** Minutes of a trend. */
    public static final int MINUTES = 60;

    public FailureGroup {
        trend = List.copyOf(trend);
    }

    /** Deaths in the last minute that is over. */
    public int lately() {
        return trend.get(MINUTES - 2);
    }

    /** Class of the error without its package, and the beginning of its message: what people call it. */
    public String name() {
        if (isOther()) {
            return "other failures";
        }
        String error = errorType == null ? "Error" : errorType.substring(errorType.lastIndexOf('.') + 1);
        String said =
                message == null ? "" : message.lines().findFirst().orElse("").strip();
        return said.isEmpty() ? error : error + " " + Text.cut(said, LONGEST_NAME);
    }

    /** True for the group of what has no group of its own. */
    public boolean isOther() {
        return fingerprint.equals(Fingerprint.OTHER);
    }
}

package io.yardmaster.job.attempt;

import io.yardmaster.job.text.Text;

/**
 * A line of a job's log.
 *
 * @param at epoch milliseconds
 * @param level debug, info, warn or error
 * @param message at most 1,000 characters
 */
public record LogLine(long at, String level, String message) {
    private static final int LONGEST = 1_000;

    public LogLine {
        message = Text.cut(message, LONGEST);
    }
}

package io.yardmaster.job.attempt;

import java.util.Locale;

/**
 * One run of a job that has ended.
 *
 * @param number from 1; begins at 1 again after a retry by hand
 * @param epoch the claim it ran under; rises for ever
 * @param worker who ran it
 * @param startedAt epoch milliseconds
 * @param finishedAt epoch milliseconds
 * @param outcome how it ended
 * @param error null where nothing went wrong
 */
public record Attempt(
        int number, long epoch, String worker, long startedAt, long finishedAt, End outcome, JobError error) {

    /** How a run can end. */
    public enum End {
        SUCCEEDED,
        FAILED,
        FATAL,
        TIMEOUT,
        SNOOZED,
        CANCELLED,
        RELEASED,
        LOST;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word used in the API, on pages and in the store. */
        public String word() {
            return word;
        }

        /** True where the attempt counts as processed and failed in the metrics. */
        public boolean isFailure() {
            return this == FAILED || this == FATAL || this == TIMEOUT || this == LOST;
        }
    }

    /** Without the stack and the tail of the message. */
    public Attempt shortened() {
        return new Attempt(
                number, epoch, worker, startedAt, finishedAt, outcome, error == null ? null : error.shortened());
    }
}

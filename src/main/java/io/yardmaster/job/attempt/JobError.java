package io.yardmaster.job.attempt;

import io.yardmaster.job.text.Text;
import java.util.StringJoiner;

/**
 * What went wrong in an attempt.
 *
 * @param type class of the exception, or a word of the handler's, at most 200 characters
 * @param message at most 10,000 characters; null when there is none
 * @param stack at most 50 frames, one a line; null when there is none
 * @param fingerprint the same for the same failure of other jobs; null until an attempt ended with it
 */
public record JobError(String type, String message, String stack, String fingerprint) {
    private static final int LONGEST_TYPE = 200;
    private static final int LONGEST_MESSAGE = 10_000;
    private static final int LONGEST_STACK = 20_000;
    private static final int SHORT_MESSAGE = 500;
    private static final int MOST_FRAMES = 50;

    public JobError {
        type = Text.cut(type, LONGEST_TYPE);
        message = Text.cut(message, LONGEST_MESSAGE);
        stack = Text.cut(stack, LONGEST_STACK);
    }

    public JobError(String type, String message, String stack) {
        this(type, message, stack, null);
    }

    /** An error without a stack. */
    public static JobError of(String type, String message) {
        return new JobError(type, message, null);
    }

    /** The same with its fingerprint. @param jobType of the job that failed with it */
    public JobError in(String jobType) {
        return new JobError(type, message, stack, Fingerprint.of(jobType, this));
    }

    /** What was thrown: its class, its message, its frames and those of its causes. */
    public static JobError of(Throwable thrown) {
        StringJoiner stack = new StringJoiner("\n");
        int frames = 0;
        int causes = 0;
        for (Throwable at = thrown; at != null && frames < MOST_FRAMES && causes++ < MOST_FRAMES; at = at.getCause()) {
            if (at != thrown) {
                stack.add("Caused by: " + at.getClass().getName() + ": " + Text.cut(at.getMessage(), SHORT_MESSAGE));
            }
            for (StackTraceElement frame : at.getStackTrace()) {
                if (frames++ < MOST_FRAMES) {
                    stack.add("at " + frame);
                }
            }
        }
        return new JobError(thrown.getClass().getName(), thrown.getMessage(), stack.toString());
    }

    /** The type and the first 500 characters: what is kept of a failure that was neither the first nor the last. */
    public JobError shortened() {
        return new JobError(type, Text.cut(message, SHORT_MESSAGE), null, fingerprint);
    }
}

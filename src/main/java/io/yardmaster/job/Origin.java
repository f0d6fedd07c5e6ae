package io.yardmaster.job;

/**
 * Where a job came from, when it is not simply as it was enqueued.
 *
 * @param originalPayload the payload before a retry edited it, JSON text; null when none did
 * @param sourceJobId the job this one repeats; null when it repeats none
 */
public record Origin(String originalPayload, String sourceJobId) {
    public static final Origin NONE = new Origin(null, null);
}

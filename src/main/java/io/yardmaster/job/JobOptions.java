package io.yardmaster.job;

/**
 * What a caller, a queue or a handler says about how a job runs; null where it says nothing. The request wins over
 * its queue, the queue over the handler, the handler over the server.
 *
 * @param maxAttempts 1..100, the first run included
 * @param backoff the wait between attempts
 * @param timeoutMs 1..{@value #LONGEST_TIMEOUT_MS}: after this the handler is interrupted
 */
public record JobOptions(Integer maxAttempts, Backoff backoff, Long timeoutMs) {
    public static final int MOST_ATTEMPTS = 100;
    /** The longest timeout: 7 days. */
    public static final long LONGEST_TIMEOUT_MS = 604_800_000L;
    /** Says nothing. */
    public static final JobOptions NONE = new JobOptions(null, null, null);
    /** What the server says where nobody else does: 3 attempts, exponential backoff, no timeout. */
    public static final JobOptions SERVER = new JobOptions(3, Backoff.DEFAULT, null);

    public JobOptions {
        if (maxAttempts != null && (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS)) {
            throw new IllegalArgumentException("maxAttempts must be between 1 and " + MOST_ATTEMPTS);
        }
        if (timeoutMs != null && (timeoutMs < 1 || timeoutMs > LONGEST_TIMEOUT_MS)) {
            throw new IllegalArgumentException("timeoutMs must be between 1 and " + LONGEST_TIMEOUT_MS);
        }
    }

    /** These options, and where they say nothing those of {@code lower}. */
    public JobOptions over(JobOptions lower) {
        return new JobOptions(
                maxAttempts != null ? maxAttempts : lower.maxAttempts,
                backoff != null ? backoff : lower.backoff,
                timeoutMs != null ? timeoutMs : lower.timeoutMs);
    }
}

package io.yardmaster.api.beans;

import java.time.Duration;

/**
 * Counts the wait before the next attempt of jobs whose backoff is {@code custom} and names it. A bean of the server. One
 * that throws, answers null, or that a node does not have leaves the wait to the server's usual backoff. Called by many threads at
 * once; the slot of the job is taken until it answers.
 */
public interface RetryDelay {
    /** What jobs name it by: 1 to 128 of the characters that names have. */
    String name();

    /**
     * How long a failed job waits, before its jitter and its cap. Called again for each attempt that a page predicts.
     *
     * @param failures so far, from 1
     * @param type the job type
     * @return 0 to 30 days; beyond these the nearer bound
     */
    Duration after(int failures, String type);
}

package io.yardmaster.api;

import java.time.Duration;

/** What a handler may know of its job and tell about it. Telling never blocks and never fails the job. */
public interface JobContext {
    /** The id of the job, unique within its queue. */
    String jobId();

    /** The queue that it came from. */
    String queue();

    /** Its job type. */
    String type();

    /** The number of this attempt, from 1. */
    int attempt();

    /** Rises with every run of this job: fence your own effects with it. */
    long epoch();

    /** True once somebody asked to stop, the time is up, or the lease was lost; the thread is interrupted too. */
    boolean isCancelled();

    /**
     * Says when the next attempt comes if this one fails, in place of the backoff; the last call counts. A failure that
     * names a delay itself keeps its own. Contexts outside of a running server ignore it.
     *
     * @param delay 0 to 30 days; beyond these the nearer bound
     */
    default void retryIn(Duration delay) {}

    /** Says how far it is. @param percent 0..100 @param message at most 200 characters; may be null */
    void progress(int percent, String message);

    /** Adds a line to the job's log, at most 1,000 of 1,000 characters. */
    void log(String message);

    /**
     * Enqueues another job at once, whatever becomes of this one. As this handler may run twice, give the other job an
     * id made of {@link #jobId()} where it must be there only once.
     *
     * @return the id of the new job, or of the one that was there under the id asked for
     * @throws IllegalArgumentException when a field is out of its bounds, with the field named
     * @throws RuntimeException when the store does not answer in time; whether the job was taken is then unknown
     */
    String enqueue(JobRequest request);
}

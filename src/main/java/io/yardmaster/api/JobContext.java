package io.yardmaster.api;

import java.time.Duration;
import java.util.List;

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

    /**
     * Says that the service which this job calls refuses for now, as by an HTTP 429: the queue starts nothing for that
     * time, on any node, and this job then runs again at its place. Its run ends so whatever the handler answers, and
     * uses no attempt. Contexts outside of a running server ignore it.
     *
     * @param delay 100 ms to 1 h; beyond these the nearer bound
     */
    default void rateLimited(Duration delay) {}

    /**
     * What the step before this one in its workflow came to, as JSON text: of a job its result, of a group the list of
     * results in its order, null where there is none. Of a callback, what the workflow came to. Reads the store when it is
     * first asked. A list has at most 1 MB, else the job is dead before it begins.
     *
     * @return null when nothing stands before it, or it is in no workflow
     */
    default String previous() {
        return null;
    }

    /**
     * The W3C trace context of this run, for the header {@code traceparent} of what it calls; null when the run belongs to
     * no trace. What the run enqueues on its own thread carries it on by itself.
     */
    default String traceparent() {
        return null;
    }

    /** The id of the workflow that it is a member or a callback of; null when there is none. */
    default String workflow() {
        return null;
    }

    /** The steps before this one that are dead and whose policy is to continue, at most 1,000. Reads the store. */
    default List<PreviousError> previousErrors() {
        return List.of();
    }

    /**
     * Begins a workflow at once, whatever becomes of this job, and returns its id. As this handler may run twice, so may
     * this.
     *
     * @throws IllegalArgumentException when a field is out of its bounds
     */
    default String begin(Workflow workflow) {
        throw new UnsupportedOperationException("this context begins no workflows");
    }

    /**
     * Adds jobs to the group at the top of a workflow that runs, and returns their ids. One with an id of yours that is a
     * member already is not added again.
     *
     * @throws RuntimeException when the workflow has ended, or its top is no group
     */
    default List<String> add(String workflowId, List<JobRequest> jobs) {
        throw new UnsupportedOperationException("this context adds no jobs to workflows");
    }

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

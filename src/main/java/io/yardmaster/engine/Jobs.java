package io.yardmaster.engine;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.LogLine;
import io.yardmaster.job.Page;
import jakarta.inject.Singleton;

/**
 * Looks at jobs and acts on one. Everywhere {@code queue} may be null: then the id's own queue number is tried first
 * and after that every queue. Each method throws {@link UnknownJobException}, {@link UnknownQueueException} (when a
 * queue is named that does not exist), {@link AmbiguousJobException}, and StoreAwayException.
 */
@Singleton
public class Jobs {

    /** All that is known of one job. */
    public JobView find(String queue, String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Jobs of one state in the state's own order (see the API contract), over one queue or all.
     *
     * @param queue null for all queues (merged in the state's order)
     * @param limit 1..1000
     * @param cursor from the page before; null for the first. A cursor that cannot be read: IllegalArgumentException
     */
    public Page<JobView> list(String queue, JobState state, int limit, String cursor) {
        throw new UnsupportedOperationException();
    }

    /** The log of a job, oldest line first. @param limit 1..1000 @param cursor as in list */
    public Page<LogLine> log(String queue, String id, int limit, String cursor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Puts a dead, retrying or cancelled job back to waiting, its attempts starting again at zero.
     *
     * @param payload JSON text in place of the old payload; null keeps it
     * @throws NotPossibleException in another state (a waiting job that was just retried counts as done)
     */
    public JobView retry(String queue, String id, String payload) {
        throw new UnsupportedOperationException();
    }

    /** Enqueues a new job like this one. @param payload JSON text; null takes the old one */
    public JobView runAgain(String queue, String id, String payload) {
        throw new UnsupportedOperationException();
    }

    /** Moves a scheduled or retrying job to waiting. A job that already waits is a success. */
    public JobView runNow(String queue, String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Cancels a job that has not ended; an active one is told to stop and the view has {@code cancelRequested}.
     * A cancelled job is a success.
     */
    public JobView cancel(String queue, String id) {
        throw new UnsupportedOperationException();
    }

    /** Removes a job for good. @throws NotPossibleException while it is active */
    public void delete(String queue, String id) {
        throw new UnsupportedOperationException();
    }
}

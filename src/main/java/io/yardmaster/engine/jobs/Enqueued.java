package io.yardmaster.engine.jobs;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;

/**
 * What an enqueue did.
 *
 * @param kind created, duplicate or conflict
 * @param job the new job, or the existing one; of a job that is gone, what the request would have made
 * @param state of the job; null when it is gone and only its id is remembered
 */
public record Enqueued(Kind kind, Job job, JobState state) {
    /** What an enqueue can do. */
    public enum Kind {
        CREATED,
        /** The id was there already with the same body, or is remembered. */
        DUPLICATE,
        /** Another job holds its unique key: that one is answered, and nothing was written. */
        HELD,
        /** The id was there already with another body: nothing was written. */
        CONFLICT,
        /** Its queue holds as many dead jobs as it may: nothing was written. */
        FULL
    }
}

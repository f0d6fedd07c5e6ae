package io.yardmaster.web.problem;

import io.yardmaster.engine.jobs.Enqueued;
import io.yardmaster.job.JobState;

/** The id of a request was used with another body. */
public final class ConflictException extends RequestException {
    private static final long serialVersionUID = 1;
    private final JobState state;

    public ConflictException(Enqueued conflict) {
        super("id " + conflict.job().id() + " was used with another body");
        state = conflict.state();
    }

    /** The state of the job that has the id, or that it ended in. */
    public JobState state() {
        return state;
    }
}

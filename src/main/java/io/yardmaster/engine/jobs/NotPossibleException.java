package io.yardmaster.engine.jobs;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;

/** A verb does not fit the state that the job is in. */
public final class NotPossibleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient JobState state;

    public NotPossibleException(JobVerb verb, JobState state) {
        super("a job that is " + state.word() + " cannot be " + verb.done());
        this.state = state;
    }

    /** The state that the job is in. */
    public JobState state() {
        return state;
    }
}

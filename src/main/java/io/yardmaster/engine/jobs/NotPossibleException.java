package io.yardmaster.engine.jobs;

import io.yardmaster.job.JobState;

/** The job's state does not allow the act. */
public class NotPossibleException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final JobState state;

    public NotPossibleException(String act, JobState state) {
        super("a job that is " + state.word() + " cannot be " + act);
        this.state = state;
    }

    /** The state that the job was in. */
    public JobState state() {
        return state;
    }
}

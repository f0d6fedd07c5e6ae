package io.yardmaster.engine.jobs;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;

/** A verb does not fit the state that the job is in. */
public final class NotPossibleException extends JobException {
    private static final long serialVersionUID = 1;

    private final transient JobState state;
    private final String jobId;

    public NotPossibleException(JobVerb verb, JobState state) {
        super("a job that is " + state.word() + " cannot be " + verb.done());
        this.state = state;
        this.jobId = null;
    }

    /** Another job holds the unique key that it needs. @param jobId that one */
    public NotPossibleException(JobVerb verb, JobState state, String jobId) {
        super("the job cannot be " + verb.done() + ": job " + jobId + " holds its unique key");
        this.state = state;
        this.jobId = jobId;
    }

    private NotPossibleException(String sentence, JobState state) {
        super(sentence);
        this.state = state;
        this.jobId = null;
    }

    /** A workflow that goes on needs the job's result. */
    static NotPossibleException neededBy(String workflow, JobState state) {
        return new NotPossibleException(
                "a " + state.word() + " job cannot be deleted while its workflow " + workflow + " goes on", state);
    }

    /** The job that stands in the way; null when none does. */
    public String jobId() {
        return jobId;
    }

    /** The state that the job is in. */
    public JobState state() {
        return state;
    }
}

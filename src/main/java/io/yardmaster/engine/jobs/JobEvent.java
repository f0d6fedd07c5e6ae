package io.yardmaster.engine.jobs;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;

/** Something happened in a job's life on this node. Told to every JobEventListener. */
public sealed interface JobEvent {
    Job job();

    /** The job was enqueued, or somebody moved it: it is in that state now, and no attempt is concerned. */
    record Placed(Job job, JobState state) implements JobEvent {}

    /**
     * An attempt began.
     *
     * @param claim under which it runs
     * @param waitMs milliseconds from due to start; -1 for an attempt after the first, which is no wait
     */
    record Started(Job job, Claim claim, long waitMs) implements JobEvent {}

    /** The job completed, and the store has accepted it. @param waitMs as in Started @param runMicros microseconds */
    record Completed(Job job, Claim claim, long waitMs, long runMicros) implements JobEvent {}

    /** An attempt failed and another follows. @param retryInMs milliseconds until then */
    record Failed(Job job, Attempt attempt, long retryInMs) implements JobEvent {}

    /** The job is dead. @param attempt the last one */
    record Died(Job job, Attempt attempt) implements JobEvent {}

    /** The job was cancelled while it ran. */
    record Cancelled(Job job) implements JobEvent {}

    /** Its handler asked to be called later: no attempt is used. @param delayMs milliseconds until it may run again */
    record Snoozed(Job job, long delayMs) implements JobEvent {}

    /** Its worker gave it back: no attempt is used. @param delayMs milliseconds until it waits again, 0 = at once */
    record Released(Job job, long delayMs) implements JobEvent {}

    /** Its worker vanished; it waits again, or is dead when {@code dead}. @param attempt the one that was lost */
    record Lost(Job job, Attempt attempt, boolean dead) implements JobEvent {}
}

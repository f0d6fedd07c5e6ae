package io.yardmaster.job;

import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Progress;
import java.util.List;

/**
 * All that is known of a job at one moment.
 *
 * @param job its record
 * @param standing where it is
 * @param progress of the current or last run; null when none was reported
 * @param result JSON text; null when it has none
 * @param attempts the runs that ended, oldest first
 * @param unreadable why its record cannot be read, and {@code job} only stands in for it; null when it can
 */
public record JobView(
        Job job, Standing standing, Progress progress, String result, List<Attempt> attempts, String unreadable) {

    public JobView {
        attempts = List.copyOf(attempts);
    }

    /** A job that has not run and of which nothing more is known. */
    public static JobView of(Job job, Standing standing) {
        return new JobView(job, standing, null, null, List.of(), null);
    }

    public JobState state() {
        return standing.state();
    }

    /** True for a run that goes on and was told to stop. */
    public boolean isStopping() {
        return standing instanceof Standing.Active active && active.cancelRequested();
    }

    /** Runs started since creation or the last retry by hand; 0 before the first. */
    public int attempt() {
        boolean runs =
                state() == JobState.ACTIVE || standing instanceof Standing.Completed done && done.ending() == null;
        boolean wasLost = job.tally().lost() > 0 && job.tally().failures() == 0;
        boolean wasStopped = state() == JobState.CANCELLED
                && !attempts.isEmpty()
                && attempts.getLast().outcome() == Attempt.End.CANCELLED;
        return job.tally().failures() + (runs || wasLost || wasStopped ? 1 : 0);
    }

    /** The error of the last attempt that ended; null when it had none. */
    public JobError error() {
        return attempts.isEmpty() ? null : attempts.getLast().error();
    }
}

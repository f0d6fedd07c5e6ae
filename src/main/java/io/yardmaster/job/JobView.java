package io.yardmaster.job;

import java.util.List;

/**
 * All that is known of a job at one moment.
 *
 * @param job its record
 * @param state where it is
 * @param stateAt epoch milliseconds: when it runs next (scheduled, retrying) or finished (final states); null else
 * @param claim of the run that goes on, or of the one that completed it; null when it has none
 * @param leaseUntil epoch milliseconds, while active; null else
 * @param cancelRequested an active job that was told to stop
 * @param progress of the current or last run; null when none was reported
 * @param result JSON text; null when it has none
 * @param attempts the runs that ended, oldest first
 */
public record JobView(
        Job job,
        JobState state,
        Long stateAt,
        Claim claim,
        Long leaseUntil,
        boolean cancelRequested,
        Progress progress,
        String result,
        List<Attempt> attempts) {

    public JobView {
        attempts = List.copyOf(attempts);
    }

    /** Runs started since creation or the last retry by hand; 0 before the first. */
    public int attempt() {
        boolean runs = state == JobState.ACTIVE || state == JobState.COMPLETED;
        boolean wasLost = job.tally().lost() > 0 && job.tally().failures() == 0;
        boolean wasStopped = state == JobState.CANCELLED
                && !attempts.isEmpty()
                && attempts.getLast().outcome() == Attempt.End.CANCELLED;
        return job.tally().failures() + (runs || wasLost || wasStopped ? 1 : 0);
    }

    /** The error of the last attempt that ended; null when it had none. */
    public JobError error() {
        return attempts.isEmpty() ? null : attempts.getLast().error();
    }
}

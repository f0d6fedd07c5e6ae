package io.yardmaster.engine.worker.run;

import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;

/** Why a run was told to stop. */
public enum StopReason {
    CANCELLED,
    TIMED_OUT,
    LEASE_LOST,
    RELEASED;

    /** How a run ended whose handler threw after it was told to stop. @param rules of the job */
    Outcome outcome(Rules rules) {
        return switch (this) {
            case TIMED_OUT ->
                new Outcome.TimedOut(JobError.of("Timeout", "ran longer than its " + rules.timeoutMs() + " ms"));
            case CANCELLED -> new Outcome.Cancelled("cancelled while it ran");
            case RELEASED -> new Outcome.Released(0);
            case LEASE_LOST -> new Outcome.Failed(JobError.of("LeaseLost", "another worker may have the job"), null);
        };
    }
}

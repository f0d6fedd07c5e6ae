package io.yardmaster.engine.claims;

import io.yardmaster.job.Job;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.record.Stored;

/**
 * The end of a run, as a worker reports it.
 *
 * @param claim under which the job ran
 * @param startedAt epoch milliseconds by the store's clock; a job claimed ahead begins after its claim
 * @param stored the job as it was claimed
 * @param outcome how it ended
 * @param rules complete: maxAttempts and backoff are not null
 * @param waitMs milliseconds from due to start; -1 for an attempt after the first, which is no wait
 * @param runMicros microseconds that the handler took
 */
public record RunEnd(
        Claim claim, long startedAt, Stored stored, Outcome outcome, Rules rules, long waitMs, long runMicros) {
    public Job job() {
        return stored.job();
    }
}

package io.yardmaster.engine.claims;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Written;

/**
 * The end of a run that is no completion, or one of a member of a workflow, decided and ready to be written.
 *
 * @param end what the worker reported
 * @param decision what becomes of the job
 * @param settlement the one write that makes it so
 */
public record Settled(RunEnd end, Decision decision, Settlement settlement) {

    /** @param finishedAt epoch milliseconds */
    static Settled of(RunEnd end, Decision decision, long finishedAt) {
        return new Settled(end, decision, settlement(end, decision, finishedAt));
    }

    private static Settlement settlement(RunEnd end, Decision decision, long at) {
        return switch (decision) {
            case Decision.Retry retry ->
                write(end, Settlement.To.RETRYING, retry.delayMs(), retry.job(), null)
                        .with(attempt(end, retry.end(), retry.error(), at));
            case Decision.PutBack back ->
                write(end, back(back), back.delayMs(), back.job(), null)
                        .with(attempt(end, back.end(), back.error(), at));
            case Decision.HoldBack hold ->
                write(end, Settlement.To.LIMITED, hold.delayMs(), hold.job(), null)
                        .with(attempt(end, Attempt.End.RELEASED, hold.error(), at));
            case Decision.Refuse refuse ->
                new Settlement(refuse.job().id(), end.claim(), waiting(refuse), 0, Written.NOTHING, null);
            case Decision.Die die ->
                write(end, Settlement.To.DEAD, 0, die.job(), die.ending())
                        .with(attempt(end, die.end(), die.error(), at));
            case Decision.Cancel cancel ->
                write(end, Settlement.To.CANCELLED, 0, cancel.job(), cancel.ending())
                        .with(
                                cancel.ending().reason() == Reason.EXPIRED
                                        ? null
                                        : attempt(end, Attempt.End.CANCELLED, null, at));
            case Decision.Complete complete ->
                Settlement.completion(end.job(), end.claim(), complete.result(), end.startedAt(), stored(end));
            case Decision.Repeat repeat ->
                Settlement.repetition(repeat.job(), end.claim(), repeat.result(), repeat.ending());
        };
    }

    /** Where and how long the result is stored; null for a job without an idempotency key. */
    private static Settlement.StoredAs stored(RunEnd end) {
        String key = end.job().rules().idempotencyKey();
        return key == null
                ? null
                : new Settlement.StoredAs(
                        end.rules().idempotencyTtlMs(), end.job().type(), key);
    }

    /** A record that cannot be read is left as it is. */
    private static Settlement write(RunEnd end, Settlement.To to, long delayMs, Job job, Ending ending) {
        Job record = end.stored().isReadable() ? job : null;
        return new Settlement(job.id(), end.claim(), to, delayMs, new Written(record, ending), null);
    }

    private static Settlement.To back(Decision.PutBack back) {
        return back.delayMs() > 0 ? Settlement.To.RETRYING : Settlement.To.WAITING;
    }

    private static Settlement.To waiting(Decision.Refuse refuse) {
        return refuse.unknownType() ? Settlement.To.TYPED : Settlement.To.WAITING;
    }

    private static Attempt attempt(RunEnd end, Attempt.End how, JobError error, long at) {
        Claim claim = end.claim();
        return new Attempt(
                end.job().nextAttempt(),
                claim.epoch(),
                claim.owner(),
                end.startedAt(),
                Math.max(end.startedAt(), at),
                how,
                error == null ? null : error.in(end.job().type()));
    }

    /** What listeners hear once the store has accepted it. */
    JobEvent event() {
        Attempt attempt = settlement.attempt();
        return switch (decision) {
            case Decision.Retry retry
            when retry.end() == Attempt.End.SNOOZED -> new JobEvent.Snoozed(retry.job(), retry.delayMs());
            case Decision.Retry retry -> new JobEvent.Failed(retry.job(), attempt, retry.delayMs());
            case Decision.PutBack back
            when back.end() == Attempt.End.LOST -> new JobEvent.Lost(back.job(), attempt, false);
            case Decision.PutBack back -> new JobEvent.Released(back.job(), back.delayMs());
            case Decision.HoldBack hold -> new JobEvent.Released(hold.job(), hold.delayMs());
            case Decision.Refuse refuse -> new JobEvent.Released(refuse.job(), 0);
            case Decision.Die die when die.end() == Attempt.End.LOST -> new JobEvent.Lost(die.job(), attempt, true);
            case Decision.Die die -> new JobEvent.Died(die.job(), attempt);
            case Decision.Cancel cancel -> new JobEvent.Cancelled(cancel.job());
            case Decision.Complete complete ->
                new JobEvent.Completed(end.job(), end.claim(), end.waitMs(), end.runMicros());
            case Decision.Repeat repeat -> new JobEvent.Placed(repeat.job(), JobState.COMPLETED);
        };
    }
}

package io.yardmaster.engine.claims;

import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a job after a run, whatever its outcome: also after a success, and after its worker vanished. The only
 * place where this is decided. Pure: the same arguments, the same decision.
 */
public sealed interface Decision {

    /** Done. @param result JSON text or null */
    record Complete(String result) implements Decision {}

    /** Runs again after a delay; the history keeps the run. @param job with its new tally */
    record Retry(Job job, long delayMs, Attempt.End end, JobError error) implements Decision {}

    /**
     * Back to where it waited, no attempt used.
     *
     * @param job with its new tally
     * @param delayMs 0 = waiting at once
     * @param end released or lost
     * @param error what the history says; null for a release
     */
    record PutBack(Job job, long delayMs, Attempt.End end, JobError error) implements Decision {}

    /**
     * Waits again as if it had not been claimed: place and due time stay, and its history does not tell of it.
     *
     * @param unknownType for a worker that knows its type
     */
    record Refuse(Job job, boolean unknownType) implements Decision {}

    /** Waits again at its place, no attempt used, and its queue starts nothing for so long; the history keeps the run. */
    record HoldBack(Job job, long delayMs, JobError error) implements Decision {}

    /** Dead. @param job with its new tally */
    record Die(Job job, Ending ending, Attempt.End end, JobError error) implements Decision {}

    /**
     * Done without a run, by the result of another job.
     *
     * @param job which names that one
     * @param result JSON text or null
     */
    record Repeat(Job job, Ending ending, String result) implements Decision {}

    /** Cancelled. */
    record Cancel(Job job, Ending ending) implements Decision {}

    /** Counts the wait of a retry. */
    @FunctionalInterface
    interface Wait {
        /** Milliseconds. @param failures with the one that it waits after, from 1 */
        long ms(Backoff backoff, int failures);
    }

    /**
     * The decision for an outcome.
     *
     * @param outcome how the run ended
     * @param job as it was claimed
     * @param rules complete: maxAttempts and backoff are not null
     * @param wait asked only when the job waits for its backoff
     */
    static Decision of(Outcome outcome, Job job, Rules rules, Wait wait) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> complete(succeeded, job);
            case Outcome.Failed failed -> failed(failed, job, rules, wait);
            case Outcome.TimedOut timedOut -> usesUp(Attempt.End.TIMEOUT, timedOut.error(), null, job, rules, wait);
            case Outcome.Fatal fatal -> die(job, new Ending(fatal.reason(), detail(fatal)), fatal.error());
            case Outcome.Snoozed snoozed -> snooze(snoozed, job, rules, wait);
            case Outcome.Cancelled cancelled -> new Cancel(job, new Ending(Reason.BY_USER, cancelled.detail()));
            case Outcome.Released released ->
                new PutBack(
                        job, Math.clamp(released.delayMs(), 0, Outcome.LONGEST_SNOOZE_MS), Attempt.End.RELEASED, null);
            case Outcome.RateLimited limited ->
                new HoldBack(
                        job,
                        Math.clamp(limited.delayMs(), Outcome.SHORTEST_HOLD_MS, Outcome.LONGEST_SNOOZE_MS),
                        limited.error());
            case Outcome.Refused refused -> new Refuse(job, refused.unknownType());
            case Outcome.Expired expired -> new Cancel(job, new Ending(Reason.EXPIRED, expiry(expired)));
            case Outcome.Repeated repeated -> repeat(repeated, job);
            case Outcome.Lost lost -> lost(lost, job);
        };
    }

    /** Cancelled, because somebody asked for it while the job ran: wins over every outcome but a success. */
    static Decision stopped(Job job) {
        return new Cancel(job, new Ending(Reason.BY_USER, "cancelled while it ran"));
    }

    private static String expiry(Outcome.Expired expired) {
        return "it expired at " + Instant.ofEpochMilli(expired.at()) + ", before a worker fetched it";
    }

    private static Decision complete(Outcome.Succeeded succeeded, Job job) {
        String result = succeeded.result();
        if (result != null && !Text.fits(result, Outcome.LARGEST_RESULT)) {
            String detail =
                    "the result has " + Text.bytes(result) + " bytes, at most " + Outcome.LARGEST_RESULT + " are kept";
            return die(job, new Ending(Reason.FATAL, detail), JobError.of("ResultTooLarge", detail));
        }
        return new Complete(result);
    }

    private static Decision repeat(Outcome.Repeated repeated, Job job) {
        Past past = job.past().source(repeated.jobId());
        Job known = new Job(job.id(), job.queue(), job.work(), job.rules(), job.times(), past);
        Ending ending = new Ending(Reason.IDEMPOTENT, "job " + repeated.jobId() + " of its key completed before");
        return new Repeat(known, ending, repeated.result());
    }

    private static String detail(Outcome.Fatal fatal) {
        return fatal.reason() == Reason.FATAL ? null : fatal.error().message();
    }

    private static Decision failed(Outcome.Failed failed, Job job, Rules rules, Wait wait) {
        Long delay = failed.retryInMs() == null ? null : Math.clamp(failed.retryInMs(), 0, Backoff.LONGEST_MS);
        return usesUp(Attempt.End.FAILED, failed.error(), delay, job, rules, wait);
    }

    private static Decision snooze(Outcome.Snoozed snoozed, Job job, Rules rules, Wait wait) {
        if (job.tally().snoozes() >= Outcome.MOST_SNOOZES) {
            JobError error = JobError.of("TooManySnoozes", "snoozed " + Outcome.MOST_SNOOZES + " times");
            return usesUp(Attempt.End.FAILED, error, null, job, rules, wait);
        }
        long delay = Math.clamp(snoozed.delayMs(), 0, Outcome.LONGEST_SNOOZE_MS);
        return new Retry(job.with(job.tally().withSnooze()), delay, Attempt.End.SNOOZED, snoozed.error());
    }

    private static Decision usesUp(Attempt.End end, JobError error, Long delayMs, Job job, Rules rules, Wait wait) {
        Job failed = job.with(job.tally().withFailure());
        int failures = failed.tally().failures();
        if (failures >= rules.maxAttempts()) {
            return new Die(failed, new Ending(Reason.EXHAUSTED, null), end, error);
        }
        long delay = delayMs != null ? delayMs : wait.ms(rules.backoff(), failures);
        return new Retry(failed, delay, end, error);
    }

    private static Die die(Job job, Ending ending, JobError error) {
        return new Die(job.with(job.tally().withFailure()), ending, Attempt.End.FATAL, error);
    }

    private static Decision lost(Outcome.Lost lost, Job job) {
        Job marked = job.with(job.tally().withLoss());
        JobError error = JobError.of("WorkerLost", "worker " + lost.worker() + " vanished while running it");
        if (marked.tally().lost() < Tally.MOST_LOST) {
            return new PutBack(marked, 0, Attempt.End.LOST, error);
        }
        List<String> workers = new ArrayList<>(lost.before());
        workers.add(lost.worker());
        Ending ending = new Ending(Reason.LOST, "lost by the workers " + String.join(", ", workers));
        return new Die(marked, ending, Attempt.End.LOST, error);
    }
}

package io.yardmaster.job;

import java.util.random.RandomGenerator;

/** What becomes of a job after an attempt. Pure: the same arguments, the same decision. */
public sealed interface Decision {
    /** How often a job may snooze before a further one counts as a failure. */
    int MOST_SNOOZES = 100;

    /** The longest snooze in milliseconds: one hour. */
    long LONGEST_SNOOZE_MS = 3_600_000;

    /** The largest result in characters of JSON. */
    int LARGEST_RESULT = 65_536;

    /** Done. @param result JSON text or null */
    record Complete(String result) implements Decision {}

    /** Runs again after a delay. @param job with its new tally */
    record Retry(Job job, long delayMs, Attempt.End end, JobError error) implements Decision {}

    /** Dead. @param job with its new tally and its ending */
    record Die(Job job, Attempt.End end, JobError error) implements Decision {}

    /** Cancelled. @param job with its ending */
    record Cancel(Job job) implements Decision {}

    /** Back to where it waited, as if it had not been claimed. @param delayMs 0 = waiting at once */
    record Release(Job job, long delayMs) implements Decision {}

    /**
     * The decision for an outcome.
     *
     * @param outcome how the handler ended
     * @param job as it was claimed
     * @param policy complete options: maxAttempts and backoff are not null
     * @param random spreads the backoff
     */
    static Decision of(Outcome outcome, Job job, JobOptions policy, RandomGenerator random) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> complete(succeeded, job);
            case Outcome.Failed failed -> failed(failed, job, policy, random);
            case Outcome.TimedOut timedOut -> usesUp(Attempt.End.TIMEOUT, timedOut.error(), null, job, policy, random);
            case Outcome.Fatal fatal -> die(job, fatal.reason(), detail(fatal), Attempt.End.FATAL, fatal.error());
            case Outcome.Snoozed snoozed -> snooze(snoozed, job, policy, random);
            case Outcome.Cancelled cancelled -> new Cancel(job.with(new Ending(Reason.BY_USER, cancelled.detail())));
            case Outcome.Released released -> new Release(job, Math.clamp(released.delayMs(), 0, LONGEST_SNOOZE_MS));
        };
    }

    private static Decision complete(Outcome.Succeeded succeeded, Job job) {
        String result = succeeded.result();
        if (result != null && result.length() > LARGEST_RESULT) {
            String detail =
                    "the result has " + result.length() + " characters, at most " + LARGEST_RESULT + " are kept";
            JobError error = JobError.of("ResultTooLarge", detail);
            return die(job, Reason.FATAL, detail, Attempt.End.FATAL, error);
        }
        return new Complete(result);
    }

    private static String detail(Outcome.Fatal fatal) {
        return fatal.reason() == Reason.FATAL ? null : fatal.error().message();
    }

    private static Decision failed(Outcome.Failed failed, Job job, JobOptions policy, RandomGenerator random) {
        Long delay = failed.retryInMs() == null ? null : Math.clamp(failed.retryInMs(), 0, Backoff.LONGEST_MS);
        return usesUp(Attempt.End.FAILED, failed.error(), delay, job, policy, random);
    }

    private static Decision snooze(Outcome.Snoozed snoozed, Job job, JobOptions policy, RandomGenerator random) {
        if (job.tally().snoozes() >= MOST_SNOOZES) {
            JobError error = JobError.of("TooManySnoozes", "snoozed " + MOST_SNOOZES + " times");
            return usesUp(Attempt.End.FAILED, error, null, job, policy, random);
        }
        Job snoozing = job.with(job.tally().withSnooze());
        long delay = Math.clamp(snoozed.delayMs(), 0, LONGEST_SNOOZE_MS);
        return new Retry(snoozing, delay, Attempt.End.SNOOZED, snoozed.error());
    }

    private static Decision usesUp(
            Attempt.End end, JobError error, Long delayMs, Job job, JobOptions policy, RandomGenerator random) {
        Job failed = job.with(job.tally().withFailure());
        int failures = failed.tally().failures();
        if (failures >= policy.maxAttempts()) {
            return new Die(failed.with(new Ending(Reason.EXHAUSTED, null)), end, error);
        }
        long delay = delayMs != null ? delayMs : policy.backoff().delayMs(failures, random);
        return new Retry(failed, delay, end, error);
    }

    private static Die die(Job job, Reason reason, String detail, Attempt.End end, JobError error) {
        return new Die(job.with(job.tally().withFailure()).with(new Ending(reason, detail)), end, error);
    }
}

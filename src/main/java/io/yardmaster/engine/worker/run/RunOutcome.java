package io.yardmaster.engine.worker.run;

import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The outcome of a run whose handler answered none: it threw, or did not stop. */
final class RunOutcome {
    private RunOutcome() {}

    /** @param stop why it was told to stop; null when it was not */
    static Outcome thrown(StopReason stop, Throwable thrown, Rules rules) {
        return switch (stop) {
            case null -> thrown(thrown, rules);
            case TIMED_OUT ->
                new Outcome.TimedOut(JobError.of("Timeout", "ran longer than its " + rules.timeoutMs() + " ms"));
            case CANCELLED -> new Outcome.Cancelled("cancelled while it ran");
            case RELEASED, LEASE_LOST -> new Outcome.Released(0); // without its lease another worker may have the job
        };
    }

    /** A failure, unless the rules of the job say that no retry can help. */
    private static Outcome thrown(Throwable thrown, Rules rules) {
        return rules.retries(kinds(thrown))
                ? Outcome.failed(thrown)
                : new Outcome.Fatal(JobError.of(thrown), Reason.FATAL);
    }

    /** Of a run that is given up while its thread goes on. @param stop as above */
    static Outcome givenUp(StopReason stop, Rules rules) {
        return switch (stop) {
            case TIMED_OUT -> {
                String why =
                        "ran longer than its " + rules.timeoutMs() + " ms, and went on after it was interrupted for "
                                + rules.hardTimeoutMs() + " ms more: its slot is stuck";
                yield new Outcome.TimedOut(JobError.of("Stuck", why));
            }
            case CANCELLED -> new Outcome.Cancelled("cancelled while it ran; its handler went on, its slot is stuck");
            case null, default -> new Outcome.Released(0);
        };
    }

    /**
     * What a handler asked for while it ran.
     *
     * @param retryInMs milliseconds to the next attempt; null leaves it to the backoff
     * @param heldMs milliseconds for which the queue is held back; null when it is not
     */
    record Asked(Long retryInMs, Long heldMs) {
        static final Asked NOTHING = new Asked(null, null);

        Asked retryIn(Duration delay) {
            return new Asked(Backoff.bounded(delay, Backoff.LONGEST_MS), heldMs);
        }

        Asked rateLimited(Duration delay) {
            return new Asked(retryInMs, Backoff.bounded(delay, Outcome.LONGEST_SNOOZE_MS));
        }

        /** The outcome as it was asked for; a failure that names a delay itself keeps its own. */
        Outcome change(Outcome ending) {
            JobError error = ending instanceof Outcome.Failed failed ? failed.error() : null;
            if (heldMs != null && !(ending instanceof Outcome.Cancelled) && !(ending instanceof Outcome.Released)) {
                return new Outcome.RateLimited(heldMs, error);
            }
            boolean asks = retryInMs != null && ending instanceof Outcome.Failed failed && failed.retryInMs() == null;
            return asks ? new Outcome.Failed(error, retryInMs) : ending;
        }
    }

    /** The names of its class and of those above it, each with and without its package. */
    private static Set<String> kinds(Throwable thrown) {
        Set<String> kinds = new HashSet<>();
        for (Class<?> at = thrown.getClass(); at != Object.class; at = at.getSuperclass()) {
            kinds.add(at.getName());
            kinds.add(at.getSimpleName());
        }
        return kinds;
    }
}

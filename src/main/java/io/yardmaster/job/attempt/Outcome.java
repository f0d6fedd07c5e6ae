package io.yardmaster.job.attempt;

import java.util.List;
import java.util.Objects;

/** How a handler ended. What becomes of the job is decided by {@code engine.claims}. */
public sealed interface Outcome {
    /** How often a job may snooze before a further one counts as a failure. */
    int MOST_SNOOZES = 100;

    /** The longest snooze in milliseconds: one hour. */
    long LONGEST_SNOOZE_MS = 3_600_000;

    /** The shortest time in milliseconds for which a run that met a limit holds its queue back. */
    long SHORTEST_HOLD_MS = 100;

    /** The largest result in bytes of JSON. */
    int LARGEST_RESULT = 65_536;

    /** @param result JSON text, at most 64 kB; null when the job has no result */
    record Succeeded(String result) implements Outcome {}

    /**
     * Uses up one attempt.
     *
     * @param error what went wrong
     * @param retryInMs milliseconds to the next attempt, in place of the backoff; null leaves it to the backoff
     */
    record Failed(JobError error, Long retryInMs) implements Outcome {}

    /** Ran out of its time; uses up one attempt. */
    record TimedOut(JobError error) implements Outcome {}

    /** Dead at once: no retry can help. */
    record Fatal(JobError error, Reason reason) implements Outcome {
        public Fatal {
            Objects.requireNonNull(error, "a fatal outcome needs an error");
            Objects.requireNonNull(reason, "a fatal outcome needs a reason");
        }
    }

    /**
     * Asks to be called again; uses no attempt, at most {@value #MOST_SNOOZES} times.
     *
     * @param delayMs milliseconds, at most one hour
     * @param error why, shown in the history; null when there is nothing to say
     */
    record Snoozed(long delayMs, JobError error) implements Outcome {}

    /**
     * Met a limit of the service that it calls: waits again at the head of its priority, and its queue starts nothing
     * until the time is over; uses no attempt.
     *
     * @param delayMs milliseconds, {@value #SHORTEST_HOLD_MS} to one hour
     * @param error why, shown in the history; null when there is nothing to say
     */
    record RateLimited(long delayMs, JobError error) implements Outcome {}

    /** Stopped because somebody asked for it. @param detail one sentence; may be null */
    record Cancelled(String detail) implements Outcome {}

    /**
     * Given back unfinished, by a worker that stops or does not know the type; uses no attempt.
     *
     * @param delayMs milliseconds until it waits again, at most one hour; 0 = at once
     */
    record Released(long delayMs) implements Outcome {}

    /**
     * Given back before it began; place and due time stay, and nothing is kept of it.
     *
     * @param unknownType the worker does not know its type: it waits for one that does
     */
    record Refused(boolean unknownType) implements Outcome {}

    /** Not run, since its time was over when a worker fetched it. @param at epoch milliseconds: when it was over */
    record Expired(long at) implements Outcome {}

    /**
     * Not run, since a job of its type and idempotency key completed before.
     *
     * @param jobId that one
     * @param result what it resulted in, JSON text; null when it had no result
     */
    record Repeated(String jobId, String result) implements Outcome {}

    /**
     * Its worker vanished while running it; no handler answers this.
     *
     * @param worker the id of the worker
     * @param before the workers that it lost before, oldest first
     */
    record Lost(String worker, List<String> before) implements Outcome {
        public Lost {
            before = List.copyOf(before);
        }
    }

    static Outcome succeeded() {
        return new Succeeded(null);
    }

    static Outcome failed(Throwable thrown) {
        return new Failed(JobError.of(thrown), null);
    }

    static Outcome fatal(String type, String message) {
        return new Fatal(JobError.of(type, message), Reason.FATAL);
    }
}

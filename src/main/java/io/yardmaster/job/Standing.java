package io.yardmaster.job;

import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Ending;

/**
 * Where a job is, with exactly the data of that state. Instants are epoch milliseconds. A {@code switch} over it has no
 * default, so that the compiler finds every reader when a state is added.
 */
public sealed interface Standing {
    /** The word for it. */
    JobState state();

    /** Its first run is in the future. */
    record Scheduled(long at) implements Standing {
        @Override
        public JobState state() {
            return JobState.SCHEDULED;
        }
    }

    /** Ready, waits for a slot. */
    record Waiting() implements Standing {
        @Override
        public JobState state() {
            return JobState.WAITING;
        }
    }

    /**
     * A worker runs it.
     *
     * @param claim under which it runs
     * @param leaseUntil null when the lease is gone, and so the job about to be taken back
     * @param cancelRequested somebody asked it to stop
     */
    record Active(Claim claim, Long leaseUntil, boolean cancelRequested) implements Standing {
        @Override
        public JobState state() {
            return JobState.ACTIVE;
        }
    }

    /** Failed, snoozed or was lost, and runs again at that time. */
    record Retrying(long at) implements Standing {
        @Override
        public JobState state() {
            return JobState.RETRYING;
        }
    }

    /** Waits for other jobs of its workflow. */
    record Blocked() implements Standing {
        @Override
        public JobState state() {
            return JobState.BLOCKED;
        }
    }

    /**
     * Done.
     *
     * @param claim of the run that completed it; null when it did not run, or that is not known any more
     * @param ending why it did not run; null when it did
     */
    record Completed(long at, Claim claim, Ending ending) implements Standing {
        @Override
        public JobState state() {
            return JobState.COMPLETED;
        }
    }

    /** Will not run again unless somebody retries it. @param ending why; null when its record cannot be read */
    record Dead(long at, Ending ending) implements Standing {
        @Override
        public JobState state() {
            return JobState.DEAD;
        }
    }

    /** Stopped for good. @param ending why; null when its record cannot be read */
    record Cancelled(long at, Ending ending) implements Standing {
        @Override
        public JobState state() {
            return JobState.CANCELLED;
        }
    }

    /** When it ended; null where it has not. */
    default Long finishedAt() {
        return switch (this) {
            case Completed completed -> Long.valueOf(completed.at());
            case Dead dead -> Long.valueOf(dead.at());
            case Cancelled cancelled -> Long.valueOf(cancelled.at());
            case Scheduled scheduled -> null;
            case Waiting waiting -> null;
            case Active active -> null;
            case Retrying retrying -> null;
            case Blocked blocked -> null;
        };
    }

    /** When it runs next by plan; null where no time is planned. */
    default Long plannedAt() {
        return switch (this) {
            case Scheduled scheduled -> Long.valueOf(scheduled.at());
            case Retrying retrying -> Long.valueOf(retrying.at());
            case Waiting waiting -> null;
            case Active active -> null;
            case Blocked blocked -> null;
            case Completed completed -> null;
            case Dead dead -> null;
            case Cancelled cancelled -> null;
        };
    }

    /** When it runs next by plan, or when it ended; null where neither is known. */
    default Long instant() {
        return plannedAt() != null ? plannedAt() : finishedAt();
    }

    /** Why it ended; null where it has not, or where the state needs no reason. */
    default Ending ending() {
        return switch (this) {
            case Dead dead -> dead.ending();
            case Cancelled cancelled -> cancelled.ending();
            case Scheduled scheduled -> null;
            case Waiting waiting -> null;
            case Active active -> null;
            case Retrying retrying -> null;
            case Blocked blocked -> null;
            case Completed completed -> completed.ending();
        };
    }

    /** The claim of the run that goes on, or of the one that completed it; null when there is none. */
    default Claim claim() {
        return switch (this) {
            case Active active -> active.claim();
            case Completed completed -> completed.claim();
            case Scheduled scheduled -> null;
            case Waiting waiting -> null;
            case Retrying retrying -> null;
            case Blocked blocked -> null;
            case Dead dead -> null;
            case Cancelled cancelled -> null;
        };
    }
}

package io.yardmaster.job;

import static io.yardmaster.job.JobState.BLOCKED;
import static io.yardmaster.job.JobState.CANCELLED;
import static io.yardmaster.job.JobState.COMPLETED;
import static io.yardmaster.job.JobState.DEAD;
import static io.yardmaster.job.JobState.RETRYING;
import static io.yardmaster.job.JobState.SCHEDULED;
import static io.yardmaster.job.JobState.WAITING;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an {@link Actor} can do to a job that exists: in which states, with which role, and in which words. The API, the
 * buttons, the bulk operations and the permissions read this table.
 */
public enum JobVerb {
    /** The same job waits again, its attempts starting at zero. */
    RETRY("retry", "Retry", "retried", Role.OPERATOR, EnumSet.of(DEAD, RETRYING, CANCELLED)),
    /** A job that is due later waits at once. */
    RUN_NOW("run-now", "Run now", "run now", Role.OPERATOR, EnumSet.of(SCHEDULED, RETRYING)),
    /** A new job like this one. */
    RUN_AGAIN("run-again", "Run again as new", "run again", Role.OPERATOR, EnumSet.allOf(JobState.class)),
    /** It does not run, or stops running. */
    CANCEL(
            "cancel",
            "Cancel",
            "cancelled",
            Role.OPERATOR,
            EnumSet.of(SCHEDULED, WAITING, JobState.ACTIVE, RETRYING, BLOCKED)),
    /** One job and all that is kept of it is removed for good. */
    DELETE(
            "delete",
            "Delete",
            "deleted",
            Role.ADMIN,
            EnumSet.of(SCHEDULED, WAITING, RETRYING, BLOCKED, COMPLETED, DEAD, CANCELLED)),
    /** Dead jobs are removed in bulk. */
    PURGE("purge", "Purge", "purged", Role.ADMIN, EnumSet.of(DEAD));

    private final String word;
    private final String label;
    private final String done;
    private final Role needed;
    private final Set<JobState> allowed;

    JobVerb(String word, String label, String done, Role needed, Set<JobState> allowed) {
        this.word = word;
        this.label = label;
        this.done = done;
        this.needed = needed;
        this.allowed = Set.copyOf(allowed);
    }

    /** The verb of that word; empty when there is none. */
    public static Optional<JobVerb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    /** The word in paths and operations. */
    public String word() {
        return word;
    }

    /** The words on a button. */
    public String label() {
        return label;
    }

    /** The past participle, for sentences such as "3 jobs retried". */
    public String done() {
        return done;
    }

    /** The least role that may do it. */
    public Role needed() {
        return needed;
    }

    /** True for a job in that state. */
    public boolean fits(JobState state) {
        return allowed.contains(state);
    }
}

package io.yardmaster.job;

import java.util.Locale;
import java.util.Optional;

/** The eight states of a job. A job is in exactly one, and the state is the set of its queue that holds its id. */
public enum JobState {
    /** Its first run is in the future. */
    SCHEDULED,
    /** Ready, waits for a slot. */
    WAITING,
    /** A worker runs it under a lease. */
    ACTIVE,
    /** Failed, snoozed or lost; waits for its next run. */
    RETRYING,
    /** Waits for other jobs of its workflow. */
    BLOCKED,
    COMPLETED,
    /** Will not run again unless somebody retries it. */
    DEAD,
    CANCELLED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word used in the API, on pages and in the store's keys. */
    public String word() {
        return word;
    }

    /** True for completed, dead and cancelled. */
    public boolean isFinal() {
        return this == COMPLETED || this == DEAD || this == CANCELLED;
    }

    /** The state of that name, empty when there is none. */
    public static Optional<JobState> of(String word) {
        for (JobState state : values()) {
            if (state.word.equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}

package io.yardmaster.job.workflow;

import java.util.Locale;
import java.util.Optional;

/** How a workflow is. */
public enum WorkflowState {
    RUNNING,
    /** Every member has succeeded. */
    COMPLETED,
    /** Every member has ended, some of them dead or cancelled. */
    COMPLETED_WITH_ERRORS,
    /** A dead member blocks the rest; its retry makes it running again. */
    FAILED,
    /** Somebody ended it. */
    CANCELLED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in the API and in the store. */
    public String word() {
        return word;
    }

    /** True where nothing is to come any more, unless somebody retries a member. */
    public boolean isOver() {
        return this == COMPLETED || this == COMPLETED_WITH_ERRORS || this == CANCELLED;
    }

    /** The state of that word; empty when there is none. */
    public static Optional<WorkflowState> of(String word) {
        for (WorkflowState state : values()) {
            if (state.word.equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}

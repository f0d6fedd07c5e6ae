package io.yardmaster.job;

import java.util.Locale;

/** Why a job is in its final state, where the state has a reason. */
public enum Reason {
    /** Every attempt failed. */
    EXHAUSTED,
    /** The handler said that no retry can help. */
    FATAL,
    /** Its worker vanished too often. */
    LOST,
    /** No live worker knows its type. */
    UNKNOWN_HANDLER,
    /** Its payload or its record cannot be read. */
    BAD_PAYLOAD,
    EXPIRED,
    IDEMPOTENT,
    BY_USER,
    WORKFLOW;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word used in the API and on pages. */
    public String word() {
        return word;
    }
}

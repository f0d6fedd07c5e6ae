package io.yardmaster.job.attempt;

import java.util.Locale;

/** Why a job is in its final state, where the state has a reason. */
public enum Reason {
    /** Every attempt failed. */
    EXHAUSTED(1),
    /** The handler said that no retry can help. */
    FATAL(2),
    /** Its worker vanished too often. */
    LOST(3),
    /** No live worker knows its type. */
    UNKNOWN_HANDLER(4),
    /** Its payload or its record cannot be read. */
    BAD_PAYLOAD(5),
    /** It was fetched after its {@code expiresAt}. */
    EXPIRED(6),
    /** It completed with the stored result of another job. */
    IDEMPOTENT(7),
    /** Somebody cancelled it. */
    BY_USER(8),
    /** Its workflow ended. */
    WORKFLOW(9);

    private final int code;

    private final String word = name().toLowerCase(Locale.ROOT);

    Reason(int code) {
        this.code = code;
    }

    /** Its number in records; never changes. */
    public int code() {
        return code;
    }

    /** The reason of that number. @throws IllegalArgumentException when there is none */
    public static Reason of(int code) {
        for (Reason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        throw new IllegalArgumentException("reason " + code + " is not known");
    }

    /** The word used in the API and on pages. */
    public String word() {
        return word;
    }
}

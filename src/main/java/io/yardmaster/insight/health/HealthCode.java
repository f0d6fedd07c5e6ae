package io.yardmaster.insight.health;

import java.util.Locale;

/** What kind of trouble a queue has. */
public enum HealthCode {
    /** Too many of its attempts fail. */
    FAILING,
    /** Jobs of it are dead. */
    DEAD,
    /** It is paused. */
    PAUSED,
    /** Its oldest job waits too long. */
    BACKLOG,
    /** Jobs wait and no live worker serves it. */
    NO_WORKER,
    /** Jobs wait whose type no live worker knows. */
    UNKNOWN_TYPE,
    /** A rate limit holds it back. */
    LIMITED,
    /** The store does not answer. */
    STORE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word of the API. */
    public String word() {
        return word;
    }
}

package io.yardmaster.insight.health;

import java.util.Locale;

/** Why a job does not run now. */
public enum WhyCode {
    /** It does run. */
    RUNS,
    /** It is completed, dead or cancelled. */
    ENDED,
    /** Its queue is paused. */
    PAUSED,
    /** The store does not answer. */
    STORE_AWAY,
    /** No live worker has a slot for its queue. */
    NO_WORKER,
    /** No live worker knows its type. */
    UNKNOWN_TYPE,
    /** Its first run is planned for later. */
    SCHEDULED,
    /** It failed and waits for its next attempt. */
    RETRYING,
    /** A rate limit holds its queue back. */
    LIMITED,
    /** Its group runs as many jobs as it may. */
    GROUP_LIMIT,
    /** Its queue runs as many jobs as it may. */
    CONCURRENCY,
    /** It waits for other jobs of its workflow. */
    BLOCKED,
    /** It was lost before and runs alone, when no other of its kind does. */
    SUSPECT,
    /** It waits for a free slot. */
    BEHIND;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word of the API. */
    public String word() {
        return word;
    }

    /** True when no waiting helps: somebody has to act. */
    public boolean needsSomeone() {
        return switch (this) {
            case PAUSED, STORE_AWAY, NO_WORKER, UNKNOWN_TYPE -> true;
            case RUNS, ENDED, SCHEDULED, RETRYING, LIMITED, GROUP_LIMIT, CONCURRENCY, BLOCKED, SUSPECT, BEHIND -> false;
        };
    }
}

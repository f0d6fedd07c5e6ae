package io.yardmaster.engine.bulk;

import io.yardmaster.job.attempt.FailureGroup;

/**
 * Which dead jobs of a queue are meant.
 *
 * @param type only of that type; null for every type
 * @param olderThanMs only those dead for at least so many milliseconds; 0 for all
 * @param fingerprint only those of that group of failures; null for every one
 */
public record DeadFilter(String type, long olderThanMs, String fingerprint) {
    public static final DeadFilter ALL = new DeadFilter(null, 0, null);

    public DeadFilter(String type, long olderThanMs) {
        this(type, olderThanMs, null);
    }

    /** True where every dead job of that age is meant. */
    boolean meansAll() {
        return type == null && fingerprint == null;
    }

    /** True where jobs of that group can be meant. */
    boolean fits(FailureGroup group) {
        boolean typed = type == null || group.isOther() || type.equals(group.type());
        return typed && (fingerprint == null || fingerprint.equals(group.fingerprint()));
    }
}

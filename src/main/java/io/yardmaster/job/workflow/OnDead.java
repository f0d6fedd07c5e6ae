package io.yardmaster.job.workflow;

import java.util.Locale;
import java.util.Optional;

/** What becomes of what follows a part of a workflow that failed: a job that is dead, or jobs that cannot go on. */
public enum OnDead {
    /** It stays blocked until the part is retried. */
    FAIL,
    /** It runs, and can read the errors. */
    CONTINUE,
    /** It runs as if nothing had happened; where a result is missing it finds null. */
    IGNORE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in the API. */
    public String word() {
        return word;
    }

    /** Its letter in the store; never changes. */
    public char letter() {
        return word.charAt(0);
    }

    /** The one of that word; empty when there is none. */
    public static Optional<OnDead> of(String word) {
        for (OnDead one : values()) {
            if (one.word.equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}

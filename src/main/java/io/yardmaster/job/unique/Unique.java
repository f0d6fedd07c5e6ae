package io.yardmaster.job.unique;

import java.util.Locale;
import java.util.Optional;

/**
 * Says that no second job of the same key may be in the queue. The job holds the key; whoever enqueues another one of it
 * gets the job that holds it.
 *
 * @param key 1 to {@value #LONGEST_KEY} characters; one made by the server begins with {@value #MADE}
 * @param ttlMs how long the key is held, 1 to {@value #LONGEST_TTL_MS}; of {@link Until#TTL} only, else ignored
 * @param until when the key is free again
 */
public record Unique(String key, long ttlMs, Until until) {
    public static final int LONGEST_KEY = 200;
    /** 30 days. */
    public static final long LONGEST_TTL_MS = 2_592_000_000L;
    /** 24 hours: how long a key is held where the request says until a time and names none. */
    public static final long DEFAULT_TTL_MS = 86_400_000L;
    /** Begins a key that was made of type and payload. */
    public static final String MADE = "auto:";

    /** When the key is free again; always when the job is deleted. */
    public enum Until {
        /** When its first run begins. */
        START('s'),
        /** When it is completed, dead or cancelled. */
        FINISH('f'),
        /** When its time is over, whatever became of the job. */
        TTL('t');

        private final char kind;
        private final String word = name().toLowerCase(Locale.ROOT);

        Until(char kind) {
            this.kind = kind;
        }

        /** Its letter in the store; never changes. */
        public char kind() {
            return kind;
        }

        /** The word used in the API. */
        public String word() {
            return word;
        }

        /** Empty when there is none of that name. */
        public static Optional<Until> of(String word) {
            for (Until until : values()) {
                if (until.word.equals(word)) {
                    return Optional.of(until);
                }
            }
            return Optional.empty();
        }

        /** The one of that letter. @throws IllegalArgumentException when there is none */
        public static Until of(char kind) {
            for (Until until : values()) {
                if (until.kind == kind) {
                    return until;
                }
            }
            throw new IllegalArgumentException("lock of kind " + kind + " is not known");
        }
    }

    public Unique {
        if (!isKey(key)) {
            throw new IllegalArgumentException(
                    "unique.key must be 1 to " + LONGEST_KEY + " characters, none of them a control character");
        }
        if (ttlMs < 1 || ttlMs > LONGEST_TTL_MS) {
            throw new IllegalArgumentException("unique.ttlMs must be between 1 and " + LONGEST_TTL_MS);
        }
    }

    /** True for what may be a key. */
    public static boolean isKey(String text) {
        boolean plain = text.codePoints()
                .noneMatch(
                        c -> Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return plain && !text.isBlank() && text.length() <= LONGEST_KEY;
    }
}

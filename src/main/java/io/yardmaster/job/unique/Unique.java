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
 * @param mode what becomes of a job whose key is held
 */
public record Unique(String key, long ttlMs, Until until, Mode mode) {
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

    /** What becomes of a job whose key is held: it is not taken in, and may still leave its work behind. */
    public enum Mode {
        /** Nothing. */
        SIMPLE(""),
        /** It takes the place of a holder of its type that has not begun, payload and options, and moves its due time. */
        DEBOUNCE("d"),
        /** It takes the place of a holder that has not begun; else it runs after the holder, the newest alone. */
        KEEP_LAST("k");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** Its word in the store; never changes. */
        public String word() {
            return word;
        }

        /** The one of that word. @throws IllegalArgumentException when there is none */
        public static Mode of(String word) {
            for (Mode mode : values()) {
                if (mode.word.equals(word)) {
                    return mode;
                }
            }
            throw new IllegalArgumentException("mode " + word + " of unique jobs is not known");
        }
    }

    /** A job that is not taken in while its key is held. */
    public Unique(String key, long ttlMs, Until until) {
        this(key, ttlMs, until, Mode.SIMPLE);
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

    /** The same lock under another key. */
    public Unique key(String other) {
        return new Unique(other, ttlMs, until, mode);
    }

    /** True for a key that was made of type and payload. */
    public boolean isMade() {
        return key.startsWith(MADE);
    }

    /** True for what may be a key. */
    public static boolean isKey(String text) {
        boolean plain = text.codePoints()
                .noneMatch(
                        c -> Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return plain && !text.isBlank() && text.length() <= LONGEST_KEY;
    }
}

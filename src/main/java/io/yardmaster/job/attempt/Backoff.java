package io.yardmaster.job.attempt;

import io.yardmaster.job.text.Name;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a failed job waits for its next attempt. With d = delayMs and n = failures so far (1 after the first):
 * fixed d; linear d*n; exponential d*2^(n-1); polynomial (n-1)^4 + 15 s (Sidekiq's, d is ignored). A custom one is made
 * fixed, with what its bean says for n, before it is asked.
 *
 * @param type the formula
 * @param name of the bean that counts the delay; of custom only, else null
 * @param delayMs 0..{@value #LONGEST_MS}
 * @param maxDelayMs the cap, holds after the jitter; 0..{@value #LONGEST_MS}
 * @param jitter the spread
 */
public record Backoff(Type type, String name, long delayMs, long maxDelayMs, Jitter jitter) {
    /** The longest delay and cap: 30 days. */
    public static final long LONGEST_MS = 2_592_000_000L;

    /** Exponential from 2 s, at most 10 min, spread by 0.2. */
    public static final Backoff DEFAULT = new Backoff(Type.EXPONENTIAL, 2_000, 600_000, Jitter.of(0.2));

    /** The formulas. */
    public enum Type {
        EXPONENTIAL(1),
        LINEAR(2),
        FIXED(3),
        POLYNOMIAL(4),
        /** A bean counts it: see {@code io.yardmaster.api.beans.RetryDelay}. */
        CUSTOM(5);

        private final int code;
        private final String word = name().toLowerCase(Locale.ROOT);

        Type(int code) {
            this.code = code;
        }

        /** Its number in records; never changes. */
        public int code() {
            return code;
        }

        /** The type of that number. @throws IllegalArgumentException when there is none */
        public static Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new IllegalArgumentException("backoff type " + code + " is not known");
        }

        /** The word used in the API. */
        public String word() {
            return word;
        }

        /** The type of that name, empty when there is none. */
        public static Optional<Type> of(String word) {
            for (Type type : values()) {
                if (type.word.equals(word)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    /** One of the formulas. */
    public Backoff(Type type, long delayMs, long maxDelayMs, Jitter jitter) {
        this(type, null, delayMs, maxDelayMs, jitter);
    }

    public Backoff {
        if ((type == Type.CUSTOM) != (name != null)) {
            throw new IllegalArgumentException(
                    "backoff.name must be there where backoff.type is custom, and only there");
        }
        if (name != null) {
            Name.check("backoff.name", name);
        }
        if (delayMs < 0 || delayMs > LONGEST_MS) {
            throw new IllegalArgumentException("backoff.delayMs must be between 0 and " + LONGEST_MS);
        }
        if (maxDelayMs < 0 || maxDelayMs > LONGEST_MS) {
            throw new IllegalArgumentException("backoff.maxDelayMs must be between 0 and " + LONGEST_MS);
        }
    }

    /** A delay in milliseconds, 0 to so many: also of one that is too long to be counted in them. */
    public static long bounded(Duration delay, long mostMs) {
        boolean tooLong = delay.compareTo(Duration.ofMillis(mostMs)) > 0;
        return tooLong ? mostMs : delay.isNegative() ? 0 : delay.toMillis();
    }

    /** The same, with a delay that a bean has counted: spread and capped as its own. @param countedMs milliseconds */
    public Backoff counted(long countedMs) {
        return new Backoff(Type.FIXED, Math.clamp(countedMs, 0, LONGEST_MS), maxDelayMs, jitter);
    }

    /**
     * The delay before the next attempt, spread and then capped.
     *
     * @param failures failures so far, at least 1
     * @return milliseconds, 0..maxDelayMs
     */
    public long delayMs(int failures, RandomGenerator random) {
        return Math.round(Math.clamp(jitter.spread(bare(failures), random), 0, maxDelayMs));
    }

    /** The delay without its spread, capped; what a page predicts. Milliseconds. */
    public long expectedMs(int failures) {
        double bare = bare(failures);
        return Math.round(Math.min(jitter.full() ? bare / 2 : bare, maxDelayMs));
    }

    private double bare(int failures) {
        double bare = switch (type) {
            case FIXED, CUSTOM -> delayMs;
            case LINEAR -> (double) delayMs * failures;
            case EXPONENTIAL -> delayMs * Math.pow(2, failures - 1.0);
            case POLYNOMIAL -> (Math.pow(failures - 1.0, 4) + 15) * 1_000;
        };
        return Math.min(bare, maxDelayMs);
    }
}

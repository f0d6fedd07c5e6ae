package io.yardmaster.job.queue;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many jobs of a queue start in a time: a bucket of {@code max} tokens that is refilled evenly.
 *
 * @param max tokens of a full bucket, 1..1,000,000
 * @param perMs milliseconds in which an empty bucket fills, 100..86,400,000
 * @param by what has a bucket of its own
 */
public record RateLimit(long max, long perMs, By by) {
    public static final long LARGEST_MAX = 1_000_000;
    public static final long SHORTEST_MS = 100;
    public static final long LONGEST_MS = 86_400_000;

    public RateLimit {
        Bound.check("max", max, 1, LARGEST_MAX);
        Bound.check("perMs", perMs, SHORTEST_MS, LONGEST_MS);
        Objects.requireNonNull(by, "by");
    }

    /** What has a bucket of its own: the queue, each job type in it, or each group in it. */
    public enum By {
        QUEUE('q'),
        TYPE('t'),
        GROUP('g');

        private final char letter;

        By(char letter) {
            this.letter = letter;
        }

        /** Stands for it in records; never changes. */
        public char letter() {
            return letter;
        }

        /** Its word in requests and answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for a word that is none. */
        public static Optional<By> of(String word) {
            return Stream.of(values()).filter(by -> by.word().equals(word)).findFirst();
        }

        /** @throws IllegalArgumentException for a letter of no value */
        public static By of(char letter) {
            return Stream.of(values())
                    .filter(by -> by.letter == letter)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no rate limit is by " + (int) letter));
        }
    }
}

package io.yardmaster.job;

import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.unique.Unique;
import java.util.List;

/**
 * The table of what a request, a queue or a handler may say about how a job runs: one line an option. The API's reader
 * and writer, the form, the record and the description of the API read this table.
 */
public enum Option {
    /** Attempts, the first run included. */
    MAX_ATTEMPTS(1, "maxAttempts", Kind.COUNT, 1, 100, 3L),
    /** The wait between attempts. */
    BACKOFF(2, "backoff", Kind.BACKOFF, 0, 0, Backoff.DEFAULT),
    /** After this the handler is interrupted; at most 7 days. */
    TIMEOUT_MS(3, "timeoutMs", Kind.MILLISECONDS, 1, 604_800_000L, null),
    /** How long a handler that was told to stop may go on before it is given up and its slot is stuck; at most 7 days. */
    HARD_TIMEOUT_MS(4, "hardTimeoutMs", Kind.MILLISECONDS, 1, 604_800_000L, 30_000L),
    /** A worker that fetches the job from this instant on cancels it; epoch milliseconds, up to the year 9999. */
    EXPIRES_AT(5, "expiresAt", Kind.INSTANT, 0, 253_402_300_799_999L, null),
    /** The same, counted from the enqueue, which makes an instant of it; at most ten years of 365 days. */
    EXPIRES_IN_MS(6, "expiresInMs", Kind.MILLISECONDS, 1, 315_360_000_000L, null),
    /** Names of the errors that are retried; every other thrown error makes the job dead at once. */
    RETRY_ON(7, "retryOn", Kind.NAMES, 1, 20, null),
    /** Names of the errors that make the job dead at once; wins over {@link #RETRY_ON}. */
    DO_NOT_RETRY_ON(8, "doNotRetryOn", Kind.NAMES, 1, 20, null),
    /** No second job of the same key. */
    UNIQUE(9, "unique", Kind.UNIQUE, 0, 0, null),
    /** The tenant or customer that it is for: jobs of a queue are served group by group in turn. */
    GROUP(20, "group", Kind.NAME, 1, Name.LONGEST, null),
    /** Tokens of a rate limit that a start takes; more than a bucket holds take the whole bucket. */
    COST(21, "cost", Kind.COUNT, 1, 1_000_000, 1L),
    /** A job of its type and key that completed before gives its result, and this one does not run. */
    IDEMPOTENCY_KEY(22, "idempotencyKey", Kind.KEY, 0, 0, null),
    /** How long its result is stored for others of its key: 24 h, at most 30 days. */
    IDEMPOTENCY_TTL_MS(23, "idempotencyTtlMs", Kind.MILLISECONDS, 1, 2_592_000_000L, 86_400_000L);

    /** The longest name of an error, in characters. */
    public static final int LONGEST_NAME = 200;

    private final int code;
    private final String field;
    private final Kind kind;
    private final long least;
    private final long most;
    private final Object otherwise;

    Option(int code, String field, Kind kind, long least, long most, Object otherwise) {
        this.code = code;
        this.field = field;
        this.kind = kind;
        this.least = least;
        this.most = most;
        this.otherwise = otherwise;
    }

    /** What a value is: a {@code Long}, a {@code String}, a {@link Backoff}, a list of {@code String}, or a {@link Unique}. */
    public enum Kind {
        COUNT,
        MILLISECONDS,
        /** Epoch milliseconds; in requests and answers an instant as text. */
        INSTANT,
        BACKOFF,
        /** Names of errors: of a Java class with or without its package, or what another language calls it. */
        NAMES,
        /** One name, of the grammar of queues. */
        NAME,
        UNIQUE,
        /** 1 to {@value Unique#LONGEST_KEY} characters. */
        KEY;

        /** True where the value is a {@code Long} between the least and the most. */
        public boolean isWhole() {
            return this == COUNT || this == MILLISECONDS || this == INSTANT;
        }
    }

    /** Its number in records; never changes. */
    public int code() {
        return code;
    }

    /** Its name in requests and answers. */
    public String field() {
        return field;
    }

    public Kind kind() {
        return kind;
    }

    /** The smallest value; of whole numbers only. */
    public long least() {
        return least;
    }

    /** The largest value; of whole numbers only. */
    public long most() {
        return most;
    }

    /** What the server says where nobody else does; null = nothing. */
    public Object otherwise() {
        return otherwise;
    }

    /** The value itself. @throws IllegalArgumentException naming the field when it is out of bounds */
    Object check(Object value) {
        if (kind.isWhole() && value instanceof Long number && number >= least && number <= most
                || kind == Kind.BACKOFF && value instanceof Backoff
                || kind == Kind.NAME && value instanceof String name && Name.isName(name)
                || kind == Kind.UNIQUE && value instanceof Unique
                || kind == Kind.KEY && value instanceof String key && Unique.isKey(key)) {
            return value;
        }
        if (kind == Kind.NAMES && value instanceof List<?> names && areNames(names)) {
            return List.copyOf(names);
        }
        throw new IllegalArgumentException(field + " must be " + rule());
    }

    private boolean areNames(List<?> names) {
        return names.size() >= least
                && names.size() <= most
                && names.stream().allMatch(name -> name instanceof String text && isName(text));
    }

    /** True for what may name a kind of error: 1 to {@value #LONGEST_NAME} printable characters without a space. */
    public static boolean isName(String text) {
        boolean plain = text.codePoints().allMatch(c -> c > ' ' && c != 127 && Character.isDefined(c));
        return plain && !text.isEmpty() && text.length() <= LONGEST_NAME;
    }

    /** What is allowed, for a sentence such as "timeoutMs must be between 1 and 604800000". */
    public String rule() {
        return switch (kind) {
            case COUNT, MILLISECONDS, INSTANT -> "between " + least + " and " + most;
            case BACKOFF -> "a backoff";
            case NAME -> least + " to " + most + " characters of A-Z a-z 0-9 . _ - that begin with a letter or digit";
            case UNIQUE -> "a lock of unique jobs";
            case KEY -> "1 to " + Unique.LONGEST_KEY + " characters, none of them a control character";
            case NAMES -> least + " to " + most + " names of errors, each of 1 to " + LONGEST_NAME + " characters";
        };
    }
}

package io.yardmaster.job;

import io.yardmaster.job.attempt.Backoff;

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
    TIMEOUT_MS(3, "timeoutMs", Kind.MILLISECONDS, 1, 604_800_000L, null);

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

    /** What a value is: a {@code Long}, or a {@link Backoff}. */
    public enum Kind {
        COUNT,
        MILLISECONDS,
        BACKOFF;

        /** True where the value is a {@code Long} between the least and the most. */
        public boolean isWhole() {
            return this != BACKOFF;
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
                || kind == Kind.BACKOFF && value instanceof Backoff) {
            return value;
        }
        throw new IllegalArgumentException(field + " must be " + rule());
    }

    /** What is allowed, for a sentence such as "timeoutMs must be between 1 and 604800000". */
    public String rule() {
        return kind.isWhole() ? "between " + least + " and " + most : "a backoff";
    }
}

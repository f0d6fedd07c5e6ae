package io.yardmaster.handlers.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/** The header by which a server says when it wants to be asked again. */
public final class RetryAfter {
    /** A server that says "at once" is not asked in a tight loop. */
    private static final long LEAST_MS = 1_000;

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @param value seconds, or a date of HTTP; may be null
     * @return milliseconds, {@value #LEAST_MS} or more; empty when there is no value, or none that makes sense
     */
    public static OptionalLong millis(String value, Instant now) {
        if (value == null) {
            return OptionalLong.empty();
        }
        String text = value.strip();
        if (text.matches("[0-9]{1,9}")) {
            return OptionalLong.of(Math.max(LEAST_MS, Long.parseLong(text) * 1_000));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return OptionalLong.of(Math.max(LEAST_MS, at.toEpochMilli() - now.toEpochMilli()));
        } catch (DateTimeException | ArithmeticException nonsense) {
            return OptionalLong.empty();
        }
    }
}

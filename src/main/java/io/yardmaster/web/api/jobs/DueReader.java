package io.yardmaster.web.api.jobs;

import io.yardmaster.job.NewJob.Due;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.JsonReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads when a job may first run: {@code delayMs} or {@code runAt}, not both. */
final class DueReader {
    /** The longest delay: ten years of 365 days. */
    static final long LONGEST_MS = 315_360_000_000L;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final String RULE = "must be an instant such as 2026-11-24T09:00:00.000Z, from 1970 to 9999";

    private final JsonReader in;
    private Due due = Due.NOW;
    private boolean given;

    DueReader(JsonReader in) {
        this.in = in;
    }

    void delayMs() {
        Long delay = in.integer(0, LONGEST_MS);
        take(delay == null ? Due.NOW : new Due.After(delay));
    }

    void runAt() {
        Long at = instant(in);
        take(at == null ? Due.NOW : new Due.OnInstant(at));
    }

    /** An instant, as epoch milliseconds; null when it is none, which is noted. */
    static Long instant(JsonReader in) {
        String text = in.string(DueReader::isInstant, RULE);
        return text == null ? null : Long.valueOf(At.read(text).toEpochMilli());
    }

    /** When it is due; at once where nothing was said. */
    Due due() {
        return due;
    }

    private void take(Due read) {
        if (given) {
            in.note("", "must not be there: delayMs and runAt exclude each other");
        }
        given = true;
        due = read;
    }

    private static boolean isInstant(String text) {
        try {
            Instant instant = At.read(text);
            return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST);
        } catch (DateTimeParseException notOne) {
            return false;
        }
    }
}

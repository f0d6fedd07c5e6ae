package io.yardmaster.web.api.schedules;

import io.yardmaster.web.api.request.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads instants. */
final class Instants {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final String RULE = "must be an instant such as 2026-11-24T09:00:00.000Z, from 1970 to 9999";

    private Instants() {}

    /** Epoch milliseconds; null where the value is no instant, which is noted. */
    static Long read(JsonReader in) {
        String text = in.string(Instants::isInstant, RULE);
        return text == null ? null : Long.valueOf(Instant.parse(text).toEpochMilli());
    }

    private static boolean isInstant(String text) {
        try {
            Instant instant = Instant.parse(text);
            return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST);
        } catch (DateTimeException notOne) {
            return false;
        }
    }
}

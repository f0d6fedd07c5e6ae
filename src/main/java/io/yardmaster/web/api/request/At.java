package io.yardmaster.web.api.request;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * An instant as the API writes it: ISO-8601 in UTC with milliseconds.
 *
 * @param epochMs epoch milliseconds
 */
public record At(long epochMs) {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The last instant whose year is written with four digits, epoch milliseconds. */
    public static final long LATEST_MS = 253_402_300_799_999L;

    private static final String RULE = "must be an instant such as 2026-11-24T09:00:00.000Z, from 1970 to 9999";

    /** The instant; null for null. */
    public static At of(Long epochMs) {
        return epochMs == null ? null : new At(epochMs);
    }

    /**
     * Reads an instant of ISO-8601 in UTC.
     *
     * @throws DateTimeParseException when the text is none, or a leap second, which would become another instant
     */
    public static Instant read(String text) {
        if (text.contains(":60")) {
            throw new DateTimeParseException("a leap second", text, 0);
        }
        return Instant.parse(text);
    }

    /** Reads one of a request, as epoch milliseconds; null when it is none from 1970 to 9999, which is noted. */
    public static Long read(JsonReader in) {
        String text = in.string(At::isInstant, RULE);
        return text == null ? null : Long.valueOf(read(text).toEpochMilli());
    }

    private static boolean isInstant(String text) {
        try {
            Instant instant = read(text);
            return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(Instant.ofEpochMilli(LATEST_MS));
        } catch (DateTimeParseException notOne) {
            return false;
        }
    }

    @JsonValue
    public String text() {
        return FORMAT.format(Instant.ofEpochMilli(epochMs));
    }
}

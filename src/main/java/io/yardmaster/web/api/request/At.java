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

    @JsonValue
    public String text() {
        return FORMAT.format(Instant.ofEpochMilli(epochMs));
    }
}

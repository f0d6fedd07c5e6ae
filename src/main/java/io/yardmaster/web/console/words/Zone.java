package io.yardmaster.web.console.words;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The time zone in which a viewer reads times. @param id a region or UTC */
public record Zone(ZoneId id) {
    public static final Zone UTC = new Zone(ZoneOffset.UTC);

    private static final int LONGEST_TIME = 40;

    private static final DateTimeFormatter CLOCK = pattern("EEE d MMM HH:mm:ss");
    private static final DateTimeFormatter TIME = pattern("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = pattern("HH:mm");
    private static final DateTimeFormatter DATE = pattern("d MMM");
    private static final DateTimeFormatter DAY = pattern("d MMM HH:mm");
    private static final DateTimeFormatter YEAR = pattern("d MMM yyyy");
    private static final DateTimeFormatter FIELD = pattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter FULL = pattern("EEE d MMM yyyy HH:mm:ss.SSS");

    /** The zone of that name; UTC when there is none. @param name hostile, may be null */
    public static Zone of(String name) {
        if (name == null || name.length() > 50 || !ZoneId.getAvailableZoneIds().contains(name)) {
            return UTC;
        }
        try {
            return new Zone(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return UTC;
        }
    }

    /** The last part of its name: Berlin, New York, UTC. */
    public String city() {
        if (id.equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        return id.getId().substring(id.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** Date and time to the second, as on a clock: Tue 24 Nov 03:12:41. */
    public String clock(long at) {
        return CLOCK.format(in(at));
    }

    /** Hours and minutes: 03:12. */
    public String minute(long at) {
        return MINUTE.format(in(at));
    }

    /** Hours, minutes and seconds: 03:12:40. */
    public String second(long at) {
        return TIME.format(in(at));
    }

    /** The day alone: 24 Nov. */
    public String date(long at) {
        return DATE.format(in(at));
    }

    /** The day without the year: 24 Nov 03:12. */
    public String day(long at) {
        return DAY.format(in(at));
    }

    /** When the hour began that this instant is in, on the clock of the zone; epoch milliseconds. */
    public long hour(long at) {
        return in(at).truncatedTo(ChronoUnit.HOURS).toInstant().toEpochMilli();
    }

    /** When the hour after it begins: an hour later, or where the clock is changed by less, at its next whole hour. */
    public long nextHour(long at) {
        long later = hour(at + 3_600_000);
        return later > at ? later : at + 3_600_000;
    }

    /** An instant as shown beside others: the time of today, else the day. @param now epoch milliseconds */
    public Moment moment(long at, long now) {
        ZonedDateTime local = in(at);
        LocalDate today = in(now).toLocalDate();
        DateTimeFormatter shape =
                local.toLocalDate().equals(today) ? TIME : local.getYear() == today.getYear() ? DAY : YEAR;
        return new Moment(Instant.ofEpochMilli(at).toString(), shape.format(local), full(local), at - now);
    }

    /** The same of what has been, as a node told it: what a page shows may be a second old, and is never in its future. */
    public Moment past(long at, long now) {
        return moment(Math.min(at, now), now);
    }

    private String full(ZonedDateTime local) {
        return FULL.format(local) + " " + city();
    }

    /** A local time as a field of a form holds it: 2026-11-24T03:12:41. */
    public String field(long at) {
        return FIELD.format(in(at));
    }

    /**
     * Reads a time that somebody gave.
     *
     * @param text hostile, may be null: an instant in UTC, which ends in Z, or a local time of this zone
     * @return epoch milliseconds; empty for anything else
     */
    public Optional<Long> read(String text) {
        if (text == null || text.length() > LONGEST_TIME) {
            return Optional.empty();
        }
        try {
            Instant instant = text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(id).toInstant();
            return Optional.of(instant.toEpochMilli());
        } catch (DateTimeException | ArithmeticException noTime) {
            return Optional.empty();
        }
    }

    private ZonedDateTime in(long at) {
        return Instant.ofEpochMilli(at).atZone(id);
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /**
     * An instant in words.
     *
     * @param iso for machines, in UTC
     * @param text for the eye, as short as its distance allows
     * @param full with date, milliseconds and zone, for a closer look
     * @param distanceMs milliseconds from now; negative for the past
     */
    public record Moment(String iso, String text, String full, long distanceMs) {
        /** Its distance with the direction: 34 m ago, in 17 s. */
        public String ago() {
            if (Math.abs(distanceMs) < 1_000) {
                return "just now";
            }
            return distanceMs > 0 ? "in " + length() : length() + " ago";
        }

        /** Its distance alone: 34 m. */
        public String length() {
            return Words.duration(Math.abs(distanceMs));
        }
    }
}

package io.yardmaster.web.console.words;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time zone in which a viewer reads times. @param id a region or UTC */
public record Zone(ZoneId id) {
    public static final Zone UTC = new Zone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK = pattern("EEE d MMM HH:mm:ss");
    private static final DateTimeFormatter TIME = pattern("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = pattern("HH:mm");
    private static final DateTimeFormatter DATE = pattern("d MMM");
    private static final DateTimeFormatter DAY = pattern("d MMM HH:mm");
    private static final DateTimeFormatter YEAR = pattern("d MMM yyyy");
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

    /** The day alone: 24 Nov. */
    public String date(long at) {
        return DATE.format(in(at));
    }

    /** The day without the year: 24 Nov 03:12. */
    public String day(long at) {
        return DAY.format(in(at));
    }

    /** An instant as shown beside others: the time of today, else the day. @param now epoch milliseconds */
    public Moment moment(long at, long now) {
        ZonedDateTime local = in(at);
        LocalDate today = in(now).toLocalDate();
        DateTimeFormatter shape =
                local.toLocalDate().equals(today) ? TIME : local.getYear() == today.getYear() ? DAY : YEAR;
        return new Moment(Instant.ofEpochMilli(at).toString(), shape.format(local), full(local), at - now);
    }

    private String full(ZonedDateTime local) {
        return FULL.format(local) + " " + city();
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

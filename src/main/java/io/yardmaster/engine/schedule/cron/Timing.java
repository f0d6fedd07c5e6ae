package io.yardmaster.engine.schedule.cron;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * When a schedule is due: by an expression in a time zone, or every so many milliseconds.
 *
 * @param cron the expression; null where {@code everyMs} is given
 * @param everyMs 1,000 to {@value #LONGEST_EVERY_MS}; null where {@code cron} is given
 * @param zone the name of a time zone, such as Europe/Berlin; of an interval only shown
 * @param anchorMs epoch milliseconds to which an interval is aligned: it is due at whole multiples after it
 */
public record Timing(String cron, Long everyMs, String zone, long anchorMs) {
    public static final long SHORTEST_EVERY_MS = 1_000;
    /** Ten years of 365 days. */
    public static final long LONGEST_EVERY_MS = 315_360_000_000L;

    /** A zone's name is looked up at each use, because a newer Java may have dropped it. */
    public static boolean isZone(String name) {
        try {
            return name.length() <= 64 && ZoneId.of(name).getRules() != null;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /**
     * The first time after this one, both epoch milliseconds.
     *
     * @return null where there is none within {@link Cron#HORIZON_YEARS} years
     * @throws BadCronException or DateTimeException when the expression or the zone is no longer known
     */
    public Long after(long ms) {
        return everyMs == null ? times().after(ms) : Long.valueOf(everyAfter(ms));
    }

    /** The next times after this one, at most {@code count}; fewer where the horizon ends. */
    public List<Long> next(long afterMs, int count) {
        return next(afterMs, count, Long.MAX_VALUE);
    }

    /** The next times after this one that are not later than {@code untilMs}, at most {@code count}. */
    public List<Long> next(long afterMs, int count, long untilMs) {
        List<Long> all = new ArrayList<>();
        Series times = everyMs == null ? times() : this::everyAfter;
        Long horizon = Math.addExact(afterMs, Cron.HORIZON_YEARS * 31_556_952_000L);
        Long at = times.after(afterMs);
        while (at != null && at <= untilMs && at <= horizon && all.size() < count) {
            all.add(at);
            at = all.size() == count ? null : times.after(at);
        }
        return all;
    }

    /** In words, for people: "At 07:00, Monday to Friday". */
    public String words() {
        return everyMs == null ? CronWords.of(Cron.of(cron)) : CronWords.every(everyMs);
    }

    private interface Series {
        Long after(long ms);
    }

    private Series times() {
        CronTimes times = new CronTimes(Cron.of(cron), ZoneId.of(zone));
        return ms -> {
            Instant due = times.after(Instant.ofEpochMilli(ms));
            return due == null ? null : due.toEpochMilli();
        };
    }

    private long everyAfter(long ms) {
        return ms < anchorMs ? anchorMs + everyMs : anchorMs + ((ms - anchorMs) / everyMs + 1) * everyMs;
    }
}

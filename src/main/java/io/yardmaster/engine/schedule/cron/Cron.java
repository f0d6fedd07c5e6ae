package io.yardmaster.engine.schedule.cron;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A cron expression of five fields, or six with the second first, and the local times that it allows. What a time zone
 * makes of them is {@link CronTimes}. Day of month and day of week: where both are restricted either matches, where one
 * begins with a star both must (crontab's rule).
 */
public final class Cron {
    /** The longest expression in characters. */
    public static final int LONGEST = 256;

    /** How many years ahead a run is looked for: an expression without one in this time is refused. */
    public static final int HORIZON_YEARS = 30;

    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    final CronSet seconds;
    final CronSet minutes;
    final CronSet hours;
    final CronSet days;
    final CronSet months;
    final CronSet weekdays;

    private Cron(List<CronSet> sets) {
        seconds = sets.get(0);
        minutes = sets.get(1);
        hours = sets.get(2);
        days = sets.get(3);
        months = sets.get(4);
        weekdays = sets.get(5);
    }

    /** @throws BadCronException with what is wrong, to be put behind the name of the field */
    public static Cron of(String text) {
        if (text.length() > LONGEST) {
            throw new BadCronException("must have at most " + LONGEST + " characters, this one has " + text.length());
        }
        String plain = text.strip();
        if (plain.startsWith("@")) {
            plain = NICKNAMES.get(plain.toLowerCase(Locale.ROOT));
            if (plain == null) {
                throw new BadCronException(
                        "knows @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually, and no other name");
            }
        }
        String[] fields = plain.split("[ \\t]+");
        if (fields.length != 5 && fields.length != 6) {
            throw new BadCronException(
                    "must have five fields (minute, hour, day of month, month, day of week), or six with the second first");
        }
        return new Cron(sets(fields));
    }

    private static List<CronSet> sets(String[] fields) {
        List<CronSet> sets = new ArrayList<>();
        int skip = fields.length == 5 ? 1 : 0;
        for (CronField field : CronField.values()) {
            int at = field.ordinal() - skip;
            sets.add(field.read(at < 0 ? "0" : fields[at]));
        }
        return sets;
    }

    /** True where hour, minute or second is written with a star, a step or a range: it then follows the clock. */
    boolean isInterval() {
        return seconds.isInterval() || minutes.isInterval() || hours.isInterval();
    }

    boolean matches(LocalDate date) {
        if (!months.has(date.getMonthValue())) {
            return false;
        }
        boolean day = days.has(date.getDayOfMonth()) || days.lastDay() && date.getDayOfMonth() == date.lengthOfMonth();
        boolean weekday = weekdays.has(date.getDayOfWeek().getValue() % 7);
        return days.isStar() || weekdays.isStar() ? day && weekday : day || weekday;
    }

    /** The first local time that is allowed and not before this one, before {@code end}; null where there is none. */
    LocalDateTime from(LocalDateTime start, LocalDate end) {
        LocalTime within = start.getNano() == 0
                ? start.toLocalTime()
                : start.toLocalTime().withNano(0).plusSeconds(1);
        boolean overMidnight = start.getNano() > 0 && within.toSecondOfDay() == 0;
        LocalDate date = overMidnight ? start.toLocalDate().plusDays(1) : start.toLocalDate();
        while (date.isBefore(end)) {
            LocalTime time = matches(date) ? from(within) : null;
            if (time != null) {
                return date.atTime(time);
            }
            within = LocalTime.MIDNIGHT;
            date = months.has(date.getMonthValue())
                    ? date.plusDays(1)
                    : date.withDayOfMonth(1).plusMonths(1);
        }
        return null;
    }

    /** The first allowed time of a day that is not before this one; null where the day has none left. */
    private LocalTime from(LocalTime start) {
        int second = seconds.from(start.getSecond());
        int minute = minutes.from(start.getMinute() + (second < 0 ? 1 : 0));
        int hour = hours.from(start.getHour() + (minute < 0 ? 1 : 0));
        if (hour < 0) {
            return null;
        }
        boolean laterHour = hour > start.getHour();
        boolean laterMinute = laterHour || minute > start.getMinute();
        return LocalTime.of(hour, laterHour ? minutes.first() : minute, laterMinute ? seconds.first() : second);
    }
}

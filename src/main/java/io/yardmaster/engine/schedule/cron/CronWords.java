package io.yardmaster.engine.schedule.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** An expression in words. */
final class CronWords {
    private static final int MOST_TIMES = 6;
    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<Unit> UNITS = List.of(
            new Unit(86_400_000, "day"),
            new Unit(3_600_000, "hour"),
            new Unit(60_000, "minute"),
            new Unit(1_000, "second"));

    /** A length of time with its name. */
    private record Unit(long ms, String name) {}

    private final Cron cron;

    private CronWords(Cron cron) {
        this.cron = cron;
    }

    static String of(Cron cron) {
        CronWords words = new CronWords(cron);
        return words.time() + words.days() + words.months();
    }

    static String every(long ms) {
        for (Unit unit : UNITS) {
            if (ms % unit.ms == 0) {
                return every(ms / unit.ms, unit.name);
            }
        }
        return "Every " + ms + " milliseconds";
    }

    private static String every(long count, String unit) {
        return count == 1 ? "Every " + unit : "Every " + count + " " + unit + "s";
    }

    private String time() {
        boolean onMinute = cron.seconds.bits() == 1;
        if (isAll(cron.hours, 24) && isAll(cron.minutes, 60)) {
            return onMinute ? "Every minute" : everyOrAt(cron.seconds, 60, "second", "minute");
        }
        if (fixedTimes().size() <= MOST_TIMES) {
            return "At " + joined(fixedTimes(), "and");
        }
        String minutes = onMinute ? "" : at(cron.seconds, "second") + " of ";
        String minute = everyOrAt(cron.minutes, 60, "minute", "hour");
        if (isAll(cron.hours, 24)) {
            boolean onHour = cron.minutes.bits() == 1 && onMinute;
            return onHour ? "Every hour" : capital(minutes + lower(minutes, minute));
        }
        int step = step(cron.hours, 24);
        if (step > 0 && cron.minutes.bits() == 1 && onMinute) {
            return every(step, "hour");
        }
        String hour = minute.replace(" of every hour", "") + " of " + values(cron.hours, "hour", Integer::toString);
        return capital(minutes + lower(minutes, minute.startsWith("Every") ? minute + hours() : hour));
    }

    private String hours() {
        long bits = cron.hours.bits() >> cron.hours.first();
        boolean run = (bits & bits + 1) == 0;
        int last = 63 - Long.numberOfLeadingZeros(cron.hours.bits());
        return run
                ? String.format(Locale.ROOT, ", %02d:00 to %02d:59", cron.hours.first(), last)
                : " in " + values(cron.hours, "hour", Integer::toString);
    }

    private List<String> fixedTimes() {
        List<String> times = new ArrayList<>();
        for (int hour = cron.hours.first(); hour >= 0; hour = cron.hours.from(hour + 1)) {
            for (int minute = cron.minutes.first(); minute >= 0; minute = cron.minutes.from(minute + 1)) {
                for (int second = cron.seconds.first(); second >= 0; second = cron.seconds.from(second + 1)) {
                    times.add(clock(hour, minute, second));
                    if (times.size() > MOST_TIMES) {
                        return times;
                    }
                }
            }
        }
        return times;
    }

    private String clock(int hour, int minute, int second) {
        String clock = String.format(Locale.ROOT, "%02d:%02d", hour, minute);
        return cron.seconds.bits() == 1 ? clock : clock + String.format(Locale.ROOT, ":%02d", second);
    }

    private String days() {
        boolean anyDay = isAll(cron.days, 31);
        boolean anyWeekday = isAll(cron.weekdays, 7);
        if (anyDay && anyWeekday) {
            return fixedTimes().size() <= MOST_TIMES ? " every day" : "";
        }
        String weekdays = values(weekdays(), "", day -> WEEKDAYS.get(day % 7));
        if (anyDay) {
            return (cron.weekdays.count() == 1 ? " on " : ", ") + weekdays;
        }
        String days = monthDays();
        if (anyWeekday) {
            return " on " + days;
        }
        boolean both = cron.days.isStar() || cron.weekdays.isStar();
        return " on " + days + (both ? ", only if it is " : " or on ") + weekdays;
    }

    /** Sunday stands behind Saturday where both are meant, as 7. */
    private CronSet weekdays() {
        boolean weekend = cron.weekdays.has(0) && cron.weekdays.has(6);
        return weekend ? new CronSet(cron.weekdays.text(), cron.weekdays.bits() & ~1L | 1L << 7, false) : cron.weekdays;
    }

    private String monthDays() {
        String last = cron.days.lastDay() ? "the last day of the month" : "";
        if (cron.days.bits() == 0) {
            return last;
        }
        String days = values(cron.days, "day", Integer::toString) + " of the month";
        return last.isEmpty() ? days : days + " and " + last;
    }

    private String months() {
        return isAll(cron.months, 12) ? "" : " in " + values(cron.months, "", month -> MONTHS.get(month - 1));
    }

    private static String everyOrAt(CronSet set, int size, String unit, String whole) {
        int step = step(set, size);
        return step > 0 ? every(step, unit) : capital(at(set, unit)) + " of every " + whole;
    }

    private static String at(CronSet set, String unit) {
        return "at " + values(set, unit, Integer::toString);
    }

    /** "minute 5", "minutes 5, 10 and 20", "Monday to Friday". */
    private static String values(CronSet set, String unit, IntFunction<String> word) {
        List<String> runs = new ArrayList<>();
        for (int from = set.first(); from >= 0 && from < 64; ) {
            int to = from;
            while (to < 63 && set.has(to + 1)) {
                to++;
            }
            if (to - from >= 2) {
                runs.add(word.apply(from) + " to " + word.apply(to));
            } else {
                set(set, from, to, word, runs);
            }
            from = set.from(to + 1);
        }
        String name = unit.isEmpty() ? "" : set.count() == 1 ? unit + " " : unit + "s ";
        return name + joined(runs, "and");
    }

    private static void set(CronSet set, int from, int to, IntFunction<String> word, List<String> runs) {
        for (int value = from; value <= to; value++) {
            if (set.has(value)) {
                runs.add(word.apply(value));
            }
        }
    }

    /** The step of a field whose values are evenly spread over the whole; 0 where they are not. */
    private static int step(CronSet set, int size) {
        int step = size / set.count();
        boolean even = set.count() > 1 && size % set.count() == 0 && set.first() == 0;
        for (int value = 0; even && value < size; value += step) {
            even = set.has(value);
        }
        return even ? step : 0;
    }

    private static boolean isAll(CronSet set, int count) {
        return set.count() == count;
    }

    private static String joined(List<String> parts, String word) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().limit(parts.size() - 1L).collect(Collectors.joining(", ")) + " " + word + " "
                        + parts.getLast();
    }

    private static String lower(String before, String text) {
        return before.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}

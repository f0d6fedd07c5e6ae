package io.yardmaster.engine.schedule.cron;

import java.util.List;
import java.util.Locale;

/** The fields of a cron expression: their bounds, their names for numbers, and how one is read. */
enum CronField {
    SECOND("second", 0, 59, List.of()),
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY("day of month", 1, 31, List.of()),
    MONTH("month", 1, 12, List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
    /** 0 and 7 are Sunday. */
    WEEKDAY("day of week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

    private static final int SUNDAY = 7;

    private final String words;
    private final int least;
    private final int most;
    private final List<String> names;

    CronField(String words, int least, int most, List<String> names) {
        this.words = words;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /**
     * Reads a field. Bounds are checked before anything is expanded.
     *
     * @throws BadCronException naming the field and what it may hold
     */
    CronSet read(String text) {
        long bits = 0;
        boolean lastDay = false;
        for (String item : text.split(",", -1)) {
            if (this == DAY && item.equalsIgnoreCase("L")) {
                lastDay = true;
            } else {
                bits |= item(item);
            }
        }
        if (this == WEEKDAY && (bits >> SUNDAY & 1) == 1) {
            bits = bits & ~(1L << SUNDAY) | 1;
        }
        return new CronSet(text, bits, lastDay);
    }

    private long item(String item) {
        int slash = item.indexOf('/');
        String range = slash < 0 ? item : item.substring(0, slash);
        int dash = range.indexOf('-');
        int from;
        int to;
        if (range.equals("*")) {
            from = least;
            to = this == WEEKDAY ? most - 1 : most;
        } else if (dash > 0) {
            from = number(range.substring(0, dash), item);
            to = end(range.substring(dash + 1), from, item);
        } else if (slash >= 0) {
            throw wrong(item, "a step follows * or a range, as in */5 or 10-50/5");
        } else {
            from = number(range, item);
            to = from;
        }
        if (from > to) {
            throw wrong(item, "a range goes from the smaller to the larger value");
        }
        return bits(from, to, slash < 0 ? 1 : step(item.substring(slash + 1), item));
    }

    private static long bits(int from, int to, int step) {
        long bits = 0;
        for (int value = from; value <= to; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private int end(String text, int from, String item) {
        int to = number(text, item);
        boolean sundayLast = this == WEEKDAY && from > to && text.equalsIgnoreCase("SUN");
        return sundayLast ? SUNDAY : to;
    }

    private int number(String text, String item) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        int value = named >= 0 ? named + least : digits(text);
        if (value < least || value > most) {
            String also = names.isEmpty() ? "" : " or " + names.getFirst() + " to " + names.getLast();
            String last = this == DAY ? " or L for the last day of the month" : "";
            throw wrong(item, "values are " + least + " to " + most + also + last);
        }
        return value;
    }

    private int step(String text, String item) {
        int step = digits(text);
        if (step < 1 || step > most) {
            throw wrong(item, "a step is 1 to " + most);
        }
        return step;
    }

    /** -1 where the text is not one to three digits. */
    private static int digits(String text) {
        boolean plain = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Integer.parseInt(text) : -1;
    }

    private BadCronException wrong(String item, String rule) {
        String shown = item.length() > 20 ? item.substring(0, 20) + "..." : item;
        return new BadCronException("has \"" + shown + "\" as " + words + ", which is not understood: " + rule);
    }
}

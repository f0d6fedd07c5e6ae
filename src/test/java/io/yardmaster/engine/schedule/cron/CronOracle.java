package io.yardmaster.engine.schedule.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says when an expression is due by walking over every minute (or second) and looking at the clock on the wall. It
 * shares nothing with the code under test: it reads expressions its own way, and asks a zone only what time it is.
 */
final class CronOracle {
    private static final String NAMES = "SUNMONTUEWEDTHUFRISAT";
    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    private final String[] fields;
    private final List<Set<Integer>> sets = new ArrayList<>();
    private final boolean fixed;

    CronOracle(String expression) {
        String all = expression.split(" ").length == 5 ? "0 " + expression : expression;
        fields = all.split(" ");
        int[] least = {0, 0, 0, 1, 1, 0};
        int[] most = {59, 59, 23, 31, 12, 6};
        for (int i = 0; i < 6; i++) {
            sets.add(values(fields[i], least[i], most[i]));
        }
        fixed = !(fields[0] + fields[1] + fields[2]).matches(".*[*/-].*");
    }

    /** Every instant from {@code walk}'s first to its last; {@code walk} goes in steps that divide the expression's. */
    List<Long> due(Walk walk) {
        Set<Long> due = new TreeSet<>();
        Set<LocalDateTime> shown = new HashSet<>();
        for (int i = 0; i < walk.instants.length; i++) {
            LocalDateTime now = walk.shown[i];
            if (fixed && i > 0) {
                for (LocalDateTime gone = walk.shown[i - 1].plus(1, walk.step); gone.isBefore(now); ) {
                    if (matches(gone) && shown.add(gone)) {
                        due.add(walk.instants[i]);
                    }
                    gone = gone.plus(1, walk.step);
                }
            }
            if (matches(now) && (!fixed || shown.add(now))) {
                due.add(walk.instants[i]);
            }
        }
        return List.copyOf(due);
    }

    /** What the clock on the wall shows at each step. */
    static final class Walk {
        final ChronoUnit step;
        final long[] instants;
        final LocalDateTime[] shown;

        Walk(Instant from, int steps, ChronoUnit step, ZoneId zone) {
            this.step = step;
            instants = new long[steps];
            shown = new LocalDateTime[steps];
            for (int i = 0; i < steps; i++) {
                Instant at = from.plus(i, step);
                instants[i] = at.toEpochMilli();
                shown[i] = at.atZone(zone).toLocalDateTime();
            }
        }
    }

    private boolean matches(LocalDateTime at) {
        return has(1, at.getMinute())
                && has(2, at.getHour())
                && has(0, at.getSecond())
                && has(4, at.getMonthValue())
                && day(at);
    }

    private boolean day(LocalDateTime at) {
        boolean last = fields[3].contains("L") && at.plusDays(1).getDayOfMonth() == 1;
        boolean day = has(3, at.getDayOfMonth()) || last;
        boolean weekday = has(5, at.getDayOfWeek().getValue() % 7);
        boolean both = fields[3].startsWith("*") || fields[5].startsWith("*");
        return both ? day && weekday : day || weekday;
    }

    private boolean has(int field, int value) {
        return sets.get(field).contains(value);
    }

    private static Set<Integer> values(String field, int least, int most) {
        Set<Integer> all = new HashSet<>();
        for (String item : field.split(",")) {
            if (item.equals("L")) {
                continue;
            }
            String[] parts = item.split("/");
            String[] ends = parts[0].equals("*") ? new String[] {"" + least, "" + most} : parts[0].split("-");
            int from = number(ends[0]);
            int to = number(ends[ends.length - 1]);
            for (int value = from; value <= to; value++) {
                if ((value - from) % (parts.length == 1 ? 1 : Integer.parseInt(parts[1])) == 0) {
                    all.add(most == 6 ? value % 7 : value);
                }
            }
        }
        return all;
    }

    private static int number(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        int month = MONTHS.indexOf(text);
        return month >= 0 ? month / 3 + 1 : NAMES.indexOf(text) / 3;
    }
}

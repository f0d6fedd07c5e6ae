package io.yardmaster.engine.schedule.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Expressions to compare: what people write, and 200 with whatever a field may hold. */
final class Expressions {
    private static final List<String> KNOWN = List.of(
            "0 * * * *",
            "0 9 * * *",
            "*/5 * * * *",
            "0 0 * * 0",
            "0 6 1 * *",
            "30 2 * * *",
            "30 1 * * *",
            "0 0 * * *",
            "15,45 0-3 * * *",
            "0 0 L * *",
            "0 0 13 * FRI",
            "0 0 */2 * MON",
            "0 0 29 2 *",
            "*/7 * * * *",
            "0 */5 * * *",
            "0,30 2 * * *",
            "59 23 L * *",
            "0 0 15,L * 7",
            "30 0-23/3 * * *",
            "10-50/20 2 * * *",
            "5 4 * JAN-MAR SUN",
            "0 3 * * MON-FRI",
            "* 2 * * *",
            "0 2,3 * * *",
            "1 0 31 12 5-7",
            "*/13 1-3 1-7 * *",
            "45 23 * * *");

    private Expressions() {}

    /** 200 of five fields. */
    static List<String> minutes(Random random) {
        List<String> all = new ArrayList<>(KNOWN);
        while (all.size() < 200) {
            all.add(minute(random) + " " + hour(random) + " " + days(random));
        }
        return all;
    }

    /** 60 of six fields. */
    static List<String> seconds(Random random) {
        List<String> all = new ArrayList<>();
        while (all.size() < 60) {
            String second = pick(random, "0", "*", "*/7", "30", "0,15,59", "10-20", "5-55/10");
            all.add(second + " " + minute(random) + " " + hour(random) + " * * *");
        }
        return all;
    }

    private static String minute(Random random) {
        return pick(
                random, "0", "30", "*", "*/5", "*/7", "0,15,59", "10-20", "1-58/3", "" + random.nextInt(60), "45,50");
    }

    private static String hour(Random random) {
        return pick(
                random, "0", "1", "2", "3", "*", "*/2", "*/5", "0-3", "1-23/2", "23", "2,3", "" + random.nextInt(24));
    }

    private static String days(Random random) {
        String day = pick(random, "*", "*", "*", "*", "1", "L", "*/2", "10-20", "1,15,L", "29", "31", "28-31/2");
        String month = pick(random, "*", "*", "*", "*", "3-5", "9-11", "MAR,OCT,NOV", "*/3");
        String weekday = pick(random, "*", "*", "*", "0", "7", "SUN", "MON-FRI", "*/2", "5-7", "6,0");
        return day + " " + month + " " + weekday;
    }

    private static String pick(Random random, String... some) {
        return some[random.nextInt(some.length)];
    }
}

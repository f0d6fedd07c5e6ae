package io.yardmaster.insight.health;

import java.util.Locale;

/** Numbers in the sentences of facts: whole and short, for text that also leaves by the API and by mail. */
final class FactNumbers {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private FactNumbers() {}

    /** 1 job, 4,812 jobs. */
    static String count(long value, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", value, noun, value == 1 ? "" : "s");
    }

    /** Whole percents, never 0 % for more than nothing nor 100 % for less than all. @param share 0..1 */
    static String percent(double share) {
        long whole = Math.round(share * 100);
        long shown = share > 0 && whole == 0 ? 1 : share < 1 && whole == 100 ? 99 : whole;
        return String.format(Locale.ROOT, "%d %%", shown);
    }

    /** 17 s, 18 m, 3 h, 6 d: the largest unit that fits. @param millis below 0 counts as 0 */
    static String duration(long millis) {
        long ms = Math.max(0, millis);
        if (ms < MINUTE) {
            return ms < SECOND ? ms + " ms" : ms / SECOND + " s";
        }
        if (ms < HOUR) {
            return ms / MINUTE + " m";
        }
        return ms < DAY ? ms / HOUR + " h" : ms / DAY + " d";
    }
}

package io.yardmaster.web.console.words;

import io.quarkus.qute.TemplateExtension;
import io.yardmaster.job.attempt.Backoff;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers and durations as people read them. A number and its unit are held together by a no-break space, and what is
 * not known is an en dash.
 */
@TemplateExtension(namespace = "words")
public final class Words {
    /** Stands for a value that does not exist. */
    public static final String NONE = "–";

    private static final char NBSP = '\u00a0';
    private static final Pattern BEFORE_UNIT = Pattern.compile("(?<=\\d) (?=(?:%|ms|s|m|min|h|d|kB|MB|GB|KiB|MiB|GiB"
            + "|bytes?|seconds?|minutes?|hours?|days?|jobs?|attempts?)(?![\\w%]))");
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** Every digit: 4,812. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** At most four digits: 1,204, then 12.4k, then 3.1 M. */
    public static String count(long value) {
        if (Math.abs(value) < 10_000) {
            return number(value);
        }
        if (Math.abs(value) < 999_500) {
            return digits(value / 1e3) + "k";
        }
        return Math.abs(value) < 999_500_000 ? digits(value / 1e6) + NBSP + "M" : digits(value / 1e9) + NBSP + "G";
    }

    /** A number with its noun, in the plural unless it is one: 1 job, 4,812 jobs. */
    public static String count(long value, String noun) {
        return number(value) + NBSP + noun + (value == 1 ? "" : "s");
    }

    /** 850 ms, 2.4 s, 38 s, 3 m 12 s, 1 h 22 m, 6 d 2 h. @param millis null for what is not known */
    public static String duration(Number millis) {
        if (millis == null) {
            return NONE;
        }
        double ms = Math.max(0, millis.doubleValue());
        if (ms < 999.5) {
            return unit(ms < 10 && ms != Math.rint(ms) ? digits(ms) : number(Math.round(ms)), "ms");
        }
        return ms < MINUTE - 500 ? seconds(ms) : minutes(Math.round(ms / SECOND) * SECOND);
    }

    private static String seconds(double ms) {
        return unit(ms < 9_950 ? digits(ms / SECOND) : number(Math.round(ms / SECOND)), "s");
    }

    private static String minutes(long ms) {
        if (ms < HOUR) {
            return pair(ms / MINUTE, "m", ms % MINUTE / SECOND, "s");
        }
        return ms < DAY ? pair(ms / HOUR, "h", ms % HOUR / MINUTE, "m") : pair(ms / DAY, "d", ms % DAY / HOUR, "h");
    }

    /** A share: 0.4 %, 99.4 %, 100 %. @param share 0..1; null for what is not known */
    public static String percent(Double share) {
        return share == null ? NONE : unit(digits(share * 100), "%");
    }

    /** A share in whole percents, never 0 % for more than nothing nor 100 % for less than all. @param share 0..1 */
    public static String wholePercent(double share) {
        long whole = Math.round(share * 100);
        return unit(number(share > 0 && whole == 0 ? 1 : share < 1 && whole == 100 ? 99 : whole), "%");
    }

    /** A rate: 0, 0.4, 96, 1,132. */
    public static String rate(double perMinute) {
        return perMinute < 9.95 ? digits(perMinute) : count(Math.round(perMinute));
    }

    /** The same with its noun: 1 job, 0.4 jobs, 1,132 jobs. */
    public static String rate(double perMinute, String noun) {
        String rate = rate(perMinute);
        return rate + NBSP + noun + ("1".equals(rate) ? "" : "s");
    }

    /** 412 bytes, 12.4 kB, 3.1 MB, 2 GB: powers of 1,000. */
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return count(bytes, "byte");
        }
        if (bytes < 999_500) {
            return unit(digits(bytes / 1e3), "kB");
        }
        return bytes < 999_500_000 ? unit(digits(bytes / 1e6), "MB") : unit(digits(bytes / 1e9), "GB");
    }

    /** How long is waited between attempts, for example: Exponential from 2 s, at most 10 m, jitter 20 %. */
    public static String backoff(Backoff backoff) {
        String jitter = backoff.jitter().full()
                ? "full jitter"
                : "jitter " + percent(backoff.jitter().ratio());
        String most = ", at most " + duration(backoff.maxDelayMs()) + ", ";
        String shape = switch (backoff.type()) {
            case FIXED -> " " + duration(backoff.delayMs()) + ", ";
            case LINEAR, EXPONENTIAL -> " from " + duration(backoff.delayMs()) + most;
            case POLYNOMIAL -> most;
            case CUSTOM -> " by " + backoff.name() + most;
        };
        return capital(backoff.type().word()) + shape + jitter;
    }

    /** A sentence made elsewhere, each number of it held to the unit behind it. */
    public static String unbroken(String sentence) {
        return BEFORE_UNIT.matcher(sentence).replaceAll(String.valueOf(NBSP));
    }

    /** The same word with a capital. */
    public static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String pair(long big, String bigUnit, long small, String smallUnit) {
        String head = unit(number(big), bigUnit);
        return small == 0 ? head : head + NBSP + unit(number(small), smallUnit);
    }

    private static String unit(String number, String unit) {
        return number + NBSP + unit;
    }

    /** One decimal, unless it says nothing: 0.4, 12.4, 3, 100. */
    private static String digits(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}

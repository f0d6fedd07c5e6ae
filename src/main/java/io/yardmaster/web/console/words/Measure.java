package io.yardmaster.web.console.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people type them into a form, "24 h" or "64 MB", and back, to the millisecond and the byte. */
public final class Measure {
    private static final Pattern TYPED = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?)\\s*([A-Za-z]+)");
    private static final Map<String, Long> DURATIONS = new LinkedHashMap<>();
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();

    static {
        DURATIONS.put("d", 86_400_000L);
        DURATIONS.put("h", 3_600_000L);
        DURATIONS.put("min", 60_000L);
        DURATIONS.put("s", 1_000L);
        DURATIONS.put("ms", 1L);
        SIZES.put("GB", 1_000_000_000L);
        SIZES.put("GiB", 1L << 30);
        SIZES.put("MB", 1_000_000L);
        SIZES.put("MiB", 1L << 20);
        SIZES.put("kB", 1_000L);
        SIZES.put("KiB", 1L << 10);
        SIZES.put("B", 1L);
    }

    private Measure() {}

    /** For example 24 h. @param ms 0 or more */
    public static String duration(long ms) {
        return text(ms, DURATIONS, "ms");
    }

    /** For example 64 MB. @param bytes 0 or more */
    public static String bytes(long bytes) {
        return text(bytes, SIZES, "B");
    }

    /** Milliseconds; empty for what is no number with one of the units d, h, min, s and ms. */
    public static OptionalLong durationOf(String typed) {
        return number(typed, DURATIONS);
    }

    /** Bytes; empty for what is no number with one of the units GB, GiB, MB, MiB, kB, KiB and B. */
    public static OptionalLong bytesOf(String typed) {
        return number(typed, SIZES);
    }

    /** In the largest unit of which it is a whole number. */
    private static String text(long value, Map<String, Long> units, String smallest) {
        return units.entrySet().stream()
                .filter(unit -> value != 0 && value % unit.getValue() == 0)
                .findFirst()
                .map(unit -> value / unit.getValue() + " " + unit.getKey())
                .orElse(value + " " + smallest);
    }

    private static OptionalLong number(String typed, Map<String, Long> units) {
        Matcher matcher = TYPED.matcher(typed.strip());
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            return OptionalLong.empty();
        }
        BigDecimal value = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        boolean fits = value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? OptionalLong.of(value.setScale(0, RoundingMode.HALF_UP).longValue()) : OptionalLong.empty();
    }
}

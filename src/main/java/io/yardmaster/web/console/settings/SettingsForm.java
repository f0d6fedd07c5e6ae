package io.yardmaster.web.console.settings;

import io.yardmaster.job.queue.Routes;
import io.yardmaster.job.queue.Routes.Route;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.words.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a form of settings holds, and what is wrong with it. What is read from an empty field is null.
 *
 * @param values what the fields hold
 * @param wrong a sentence a wrong field
 */
public record SettingsForm(Map<String, String> values, Map<String, String> wrong) {
    private static final int LONGEST_DIGITS = 12;
    private static final int LONGEST_SHOWN = 60;

    SettingsForm(Map<String, String> values) {
        this(values, new HashMap<>());
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** Null when nothing is wrong with the field. */
    public String fault(String field) {
        return wrong.get(field);
    }

    /** A whole number; null for an empty field, and for a wrong one, which is kept. */
    Long whole(String field, long least, long most) {
        String text = value(field).strip();
        if (text.isEmpty()) {
            return null;
        }
        long value = text.matches("[0-9]{1," + LONGEST_DIGITS + "}") ? Long.parseLong(text) : -1;
        return held(field, value, least, most, "Must be a whole number from " + least + " to " + most + ", or empty.");
    }

    /** The same for a number that is small. */
    Integer small(String field, int most) {
        Long value = whole(field, 1, most);
        return value == null ? null : Integer.valueOf(value.intValue());
    }

    /** A duration in milliseconds, typed with its unit; null likewise. */
    Long duration(String field, long least, long most) {
        String text = value(field);
        String rule = "Must be a time such as 30 s, 10 min, 24 h or 7 d, from " + Measure.duration(least) + " to "
                + Measure.duration(most) + ", or empty.";
        return text.isBlank() ? null : held(field, orNone(Measure.durationOf(text)), least, most, rule);
    }

    /** A size in bytes, typed with its unit; null likewise. */
    Long bytes(String field, long most) {
        String text = value(field);
        String rule = "Must be a size such as 500 kB, 64 MB or 2 GB, up to " + Measure.bytes(most) + ", or empty.";
        return text.isBlank() ? null : held(field, orNone(Measure.bytesOf(text)), 0, most, rule);
    }

    private static long orNone(OptionalLong value) {
        return value.orElse(-1);
    }

    private Long held(String field, long value, long least, long most, String rule) {
        if (value < least || value > most) {
            wrong.put(field, rule);
            return null;
        }
        return value;
    }

    /** A line as an error shows it. */
    static String shown(String line) {
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line;
    }

    /** The routes of the text, a line each; what is wrong with the first wrong line is kept. */
    Routes routes() {
        List<Route> routes = new ArrayList<>();
        Set<String> patterns = new HashSet<>();
        for (String line : value("routes").split("\\R")) {
            String[] words = line.strip().split("\\s+");
            if (line.isBlank() || wrong.containsKey("routes")) {
                continue;
            }
            if (words.length != 2 || !Routes.isPattern(words[0]) || !Name.isName(words[1])) {
                wrong.put("routes", "Not a pattern, a blank and a queue: " + shown(line));
            } else if (!patterns.add(words[0])) {
                wrong.put("routes", "There twice: " + words[0]);
            } else if (routes.size() == Routes.MOST) {
                wrong.put("routes", "At most " + Routes.MOST + " routes are kept.");
            } else {
                routes.add(new Route(words[0], words[1]));
            }
        }
        return new Routes(routes);
    }
}

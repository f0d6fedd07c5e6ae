package io.yardmaster.web.api.jobs;

import io.yardmaster.job.Option;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.web.api.jobs.unique.UniqueReader;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the value of an option; what a backoff leaves out is as in {@link Backoff#DEFAULT}. */
public final class OptionReader {
    private static final Set<String> KNOWN = Set.of("type", "name", "delayMs", "maxDelayMs", "jitter");
    private static final String JITTER_RULE = "must be a number between 0 and 1, or \"full\"";
    private static final String NAME_RULE =
            "must be a string of 1 to " + Option.LONGEST_NAME + " characters without spaces";
    private static final String KEY_RULE = "must be a string of 1 to " + Unique.LONGEST_KEY
            + " characters, none of them a control character, that does not begin with " + Unique.MADE;
    private static final String BEAN_RULE =
            "must be a string of 1 to 128 characters of A-Z a-z 0-9 . _ - that begins with a letter or digit";
    private static final int LONGEST_NUMBER = 30;

    private final JsonReader in;
    private boolean typed;
    private Backoff.Type type;
    private String bean;
    private Long delayMs = Backoff.DEFAULT.delayMs();
    private Long maxDelayMs;
    private Jitter jitter = Backoff.DEFAULT.jitter();

    private OptionReader(JsonReader in) {
        this.in = in;
    }

    /** The value, within the bounds of the table; null when it is wrong, which is noted. */
    public static Object of(JsonReader in, Option option) {
        return switch (option.kind()) {
            case COUNT, MILLISECONDS -> in.integer(option.least(), option.most());
            case INSTANT -> At.read(in);
            case BACKOFF -> new OptionReader(in).backoff();
            case NAMES -> names(in, option);
            case NAME -> in.string(Name::isName, "must be a string of " + option.rule());
            case UNIQUE -> UniqueReader.of(in);
            case KEY -> in.string(key -> Unique.isKey(key) && !key.startsWith(Unique.MADE), KEY_RULE);
        };
    }

    private static List<String> names(JsonReader in, Option option) {
        List<String> names = new ArrayList<>();
        int[] items = {0};
        boolean isArray = in.array(() -> {
            if (items[0]++ == option.most()) {
                in.note("", "is one too many: must be " + option.rule());
            }
            String name = in.string(Option::isName, NAME_RULE);
            if (name != null && names.size() < option.most()) {
                names.add(name);
            }
        });
        if (isArray && items[0] == 0) {
            in.note("", "must be " + option.rule());
        }
        return names.isEmpty() ? null : names;
    }

    private Backoff backoff() {
        if (!in.object(KNOWN, Set.of(), this::member)) {
            return null;
        }
        if (!typed) {
            in.note("/type", "is required");
        }
        if (!in.isWrong() && (type == Backoff.Type.CUSTOM) != (bean != null)) {
            in.note("/name", "must be there where type is custom, and only there");
        }
        if (in.isWrong()) {
            return null;
        }
        long cap = maxDelayMs != null ? maxDelayMs : Math.max(delayMs, Backoff.DEFAULT.maxDelayMs());
        return new Backoff(type, bean, delayMs, cap, jitter);
    }

    private void member(String name) {
        switch (name) {
            case "type" -> type = type();
            case "name" -> bean = in.string(Name::isName, BEAN_RULE);
            case "delayMs" -> delayMs = in.integer(0, Backoff.LONGEST_MS);
            case "maxDelayMs" -> maxDelayMs = in.integer(0, Backoff.LONGEST_MS);
            default -> jitter = jitter();
        }
    }

    private Backoff.Type type() {
        typed = true;
        String rule = "must be exponential, linear, fixed, polynomial or custom";
        String word = in.string(text -> Backoff.Type.of(text).isPresent(), rule);
        return Backoff.Type.of(word).orElse(null);
    }

    private Jitter jitter() {
        if (in.isString() && in.text().equals("full")) {
            return Jitter.FULL;
        }
        double ratio = in.isNumber() && in.text().length() <= LONGEST_NUMBER ? Double.parseDouble(in.text()) : -1;
        if (ratio < 0 || ratio > 1) {
            in.fail(JITTER_RULE);
            return null;
        }
        return Jitter.of(ratio);
    }
}

package io.yardmaster.web.api.jobs;

import io.yardmaster.job.Option;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.web.api.request.JsonReader;
import java.util.Set;

/** Reads the value of an option; what a backoff leaves out is as in {@link Backoff#DEFAULT}. */
final class OptionReader {
    private static final Set<String> KNOWN = Set.of("type", "delayMs", "maxDelayMs", "jitter");
    private static final Set<String> LATER = Set.of("name");
    private static final String JITTER_RULE = "must be a number between 0 and 1, or \"full\"";
    private static final int LONGEST_NUMBER = 30;

    private final JsonReader in;
    private boolean typed;
    private Backoff.Type type;
    private Long delayMs = Backoff.DEFAULT.delayMs();
    private Long maxDelayMs;
    private Jitter jitter = Backoff.DEFAULT.jitter();

    private OptionReader(JsonReader in) {
        this.in = in;
    }

    /** The value, within the bounds of the table; null when it is wrong, which is noted. */
    static Object of(JsonReader in, Option option) {
        return switch (option.kind()) {
            case COUNT, MILLISECONDS -> in.integer(option.least(), option.most());
            case BACKOFF -> new OptionReader(in).backoff();
        };
    }

    private Backoff backoff() {
        if (!in.object(KNOWN, LATER, this::member)) {
            return null;
        }
        if (!typed) {
            in.note("/type", "is required");
        }
        if (in.isWrong()) {
            return null;
        }
        long cap = maxDelayMs != null ? maxDelayMs : Math.max(delayMs, Backoff.DEFAULT.maxDelayMs());
        return new Backoff(type, delayMs, cap, jitter);
    }

    private void member(String name) {
        switch (name) {
            case "type" -> type = type();
            case "delayMs" -> delayMs = in.integer(0, Backoff.LONGEST_MS);
            case "maxDelayMs" -> maxDelayMs = in.integer(0, Backoff.LONGEST_MS);
            default -> jitter = jitter();
        }
    }

    private Backoff.Type type() {
        typed = true;
        if (in.isString() && in.text().equals("custom")) {
            in.fail("custom is not supported yet");
            return null;
        }
        String rule = "must be exponential, linear, fixed or polynomial";
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

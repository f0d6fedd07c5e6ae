package io.yardmaster.web.api.jobs.unique;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.text.BodyHash;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.web.api.request.CanonicalJson;
import io.yardmaster.web.api.request.JsonReader;
import java.util.Set;

/** Reads what makes a job unique; {@code throttle} is the same as until its ttl. */
public final class UniqueReader {
    private static final Set<String> KNOWN = Set.of("key", "ttlMs", "until", "mode");
    private static final Set<String> LATER = Set.of("debounce", "keepLast");
    private static final String KEY_RULE = "must be a string of 1 to " + Unique.LONGEST_KEY
            + " characters, none of them a control character, that does not begin with " + Unique.MADE;
    private static final String MODE_RULE = "must be simple, throttle, debounce or keepLast";

    private final JsonReader in;
    private String key = Unique.MADE;
    private Long ttlMs;
    private Until until;
    private boolean throttle;

    private UniqueReader(JsonReader in) {
        this.in = in;
    }

    /** What was said; without a key until {@link #named} has made one. Null when it is wrong, which is noted. */
    public static Unique of(JsonReader in) {
        return new UniqueReader(in).read();
    }

    /** The rules with a key made of type and payload where the request named none. */
    public static Rules named(Rules rules, String type, String payload) {
        Unique unique = rules.unique();
        if (unique == null || !unique.key().equals(Unique.MADE)) {
            return rules;
        }
        String text = CanonicalJson.of("{\"type\":\"" + type + "\",\"payload\":" + payload + "}", null);
        return rules.with(Option.UNIQUE, new Unique(Unique.MADE + BodyHash.of(text), unique.ttlMs(), unique.until()));
    }

    private Unique read() {
        if (!in.object(KNOWN, Set.of(), this::member) || in.isWrong()) {
            return null;
        }
        if (throttle && until != null && until != Until.TTL) {
            in.note("/until", "must be ttl, or left out, where mode is throttle");
        }
        Until ends = throttle ? Until.TTL : until == null ? Until.FINISH : until;
        return new Unique(key, ttlMs == null ? Unique.DEFAULT_TTL_MS : ttlMs, ends);
    }

    private void member(String name) {
        switch (name) {
            case "key" -> key = in.string(UniqueReader::isKey, KEY_RULE);
            case "ttlMs" -> ttlMs = in.integer(1, Unique.LONGEST_TTL_MS);
            case "until" -> until = until();
            default -> mode();
        }
    }

    private static boolean isKey(String text) {
        return Unique.isKey(text) && !text.startsWith(Unique.MADE);
    }

    private Until until() {
        String word = in.string(text -> Until.of(text).isPresent(), "must be start, finish or ttl");
        return word == null ? null : Until.of(word).orElseThrow();
    }

    private void mode() {
        if (in.isString() && LATER.contains(in.text())) {
            in.fail(in.text() + " is not supported yet");
            return;
        }
        String word = in.string(text -> text.equals("simple") || text.equals("throttle"), MODE_RULE);
        throttle = "throttle".equals(word);
    }
}

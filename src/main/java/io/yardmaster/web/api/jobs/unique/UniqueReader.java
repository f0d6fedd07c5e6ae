package io.yardmaster.web.api.jobs.unique;

import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.web.api.request.JsonReader;
import java.util.Map;
import java.util.Set;

/** Reads what makes a job unique; {@code throttle} is the same as until its ttl. */
public final class UniqueReader {
    private static final Set<String> KNOWN = Set.of("key", "ttlMs", "until", "mode");
    private static final String KEY_RULE = "must be a string of 1 to " + Unique.LONGEST_KEY
            + " characters, none of them a control character, that does not begin with " + Unique.MADE;
    private static final Map<String, Unique.Mode> MODES = Map.of(
            "simple", Unique.Mode.SIMPLE,
            "throttle", Unique.Mode.SIMPLE,
            "debounce", Unique.Mode.DEBOUNCE,
            "keepLast", Unique.Mode.KEEP_LAST);

    private final JsonReader in;
    private String key = Unique.MADE;
    private Long ttlMs;
    private Until until;
    private String mode = "simple";

    private UniqueReader(JsonReader in) {
        this.in = in;
    }

    /** What was said; without a key until MadeKeys has made one. Null when it is wrong, which is noted. */
    public static Unique of(JsonReader in) {
        return new UniqueReader(in).read();
    }

    private Unique read() {
        if (!in.object(KNOWN, Set.of(), this::member) || in.isWrong()) {
            return null;
        }
        boolean throttle = mode.equals("throttle");
        if (throttle && until != null && until != Until.TTL) {
            in.note("/until", "must be ttl, or left out, where mode is throttle");
        }
        if (mode.equals("keepLast") && until == Until.TTL) {
            in.note("/until", "must be start or finish, or left out, where mode is keepLast");
        }
        Until ends = throttle ? Until.TTL : until == null ? Until.FINISH : until;
        return new Unique(key, ttlMs == null ? Unique.DEFAULT_TTL_MS : ttlMs, ends, MODES.get(mode));
    }

    private void member(String name) {
        switch (name) {
            case "key" -> key = in.string(UniqueReader::isKey, KEY_RULE);
            case "ttlMs" -> ttlMs = in.integer(1, Unique.LONGEST_TTL_MS);
            case "until" -> until = until();
            default -> {
                String word = in.string(MODES::containsKey, "must be simple, throttle, debounce or keepLast");
                mode = word == null ? mode : word;
            }
        }
    }

    private static boolean isKey(String text) {
        return Unique.isKey(text) && !text.startsWith(Unique.MADE);
    }

    private Until until() {
        String word = in.string(text -> Until.of(text).isPresent(), "must be start, finish or ttl");
        return word == null ? null : Until.of(word).orElseThrow();
    }
}

package io.yardmaster.job;

import io.yardmaster.job.attempt.Backoff;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a caller, a queue or a handler says about how a job runs; nothing where it says nothing. The request wins over
 * its queue, the queue over the handler, the handler over the server. The values are those of the table {@link Option}.
 */
public final class Rules {
    /** Says nothing. */
    public static final Rules NONE = new Rules(new EnumMap<>(Option.class));
    /** What the server says where nobody else does: 3 attempts, exponential backoff, no timeout. */
    public static final Rules SERVER = server();

    private final Map<Option, Object> said;

    private Rules(EnumMap<Option, Object> said) {
        this.said = Collections.unmodifiableMap(said);
    }

    private static Rules server() {
        Rules all = NONE;
        for (Option option : Option.values()) {
            all = all.with(option, option.otherwise());
        }
        return all;
    }

    /** These rules with one more. @param value null = says nothing; out of bounds: IllegalArgumentException */
    public Rules with(Option option, Object value) {
        EnumMap<Option, Object> changed = new EnumMap<>(Option.class);
        changed.putAll(said);
        changed.remove(option);
        if (value != null) {
            changed.put(option, option.check(value));
        }
        return changed.isEmpty() && NONE != null ? NONE : new Rules(changed);
    }

    /** These rules, and where they say nothing those of {@code lower}. */
    public Rules over(Rules lower) {
        if (isEmpty()) {
            return lower;
        }
        EnumMap<Option, Object> merged = new EnumMap<>(Option.class);
        merged.putAll(lower.said);
        merged.putAll(said);
        return new Rules(merged);
    }

    public boolean isEmpty() {
        return said.isEmpty();
    }

    /** Null when nothing is said. */
    public Object get(Option option) {
        return said.get(option);
    }

    /** Every option that is said, in the order of the table. */
    public void each(BiConsumer<Option, Object> action) {
        said.forEach(action);
    }

    /** Null when nothing is said. */
    public Integer maxAttempts() {
        Long number = (Long) said.get(Option.MAX_ATTEMPTS);
        return number == null ? null : number.intValue();
    }

    /** Null when nothing is said. */
    public Backoff backoff() {
        return (Backoff) said.get(Option.BACKOFF);
    }

    /** Milliseconds; null when nothing is said. */
    public Long timeoutMs() {
        return (Long) said.get(Option.TIMEOUT_MS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rules rules && said.equals(rules.said);
    }

    @Override
    public int hashCode() {
        return said.hashCode();
    }

    @Override
    public String toString() {
        return "Rules" + said;
    }
}

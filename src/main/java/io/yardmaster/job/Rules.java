package io.yardmaster.job;

import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.unique.Unique;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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

    /** Milliseconds that a handler may go on after it was told to stop; null when nothing is said. */
    public Long hardTimeoutMs() {
        return (Long) said.get(Option.HARD_TIMEOUT_MS);
    }

    /** Epoch milliseconds from which the job is not run any more; null when nothing is said. */
    public Long expiresAt() {
        return (Long) said.get(Option.EXPIRES_AT);
    }

    /** The group in its queue that the job belongs to; null when nothing is said. */
    public String group() {
        return (String) said.get(Option.GROUP);
    }

    /** Tokens that a start takes from the bucket of a rate limit; null when nothing is said. */
    public Long cost() {
        return (Long) said.get(Option.COST);
    }

    /** The key that the job holds; null when nothing is said. */
    public Unique unique() {
        return (Unique) said.get(Option.UNIQUE);
    }

    /** The key under which its result is stored; null when nothing is said. */
    public String idempotencyKey() {
        return (String) said.get(Option.IDEMPOTENCY_KEY);
    }

    /** Milliseconds that its result is stored; null when nothing is said. */
    public Long idempotencyTtlMs() {
        return (Long) said.get(Option.IDEMPOTENCY_TTL_MS);
    }

    /** The names of errors that an option lists; empty when nothing is said. */
    public List<String> names(Option option) {
        List<String> names = new ArrayList<>();
        if (said.get(option) instanceof List<?> said) {
            said.forEach(name -> names.add((String) name));
        }
        return names;
    }

    /** These rules for a job that is enqueued at that time: what is counted from there becomes an instant. */
    public Rules enqueuedAt(long now) {
        Long expiresIn = (Long) said.get(Option.EXPIRES_IN_MS);
        return expiresIn == null ? this : with(Option.EXPIRES_IN_MS, null).with(Option.EXPIRES_AT, now + expiresIn);
    }

    /**
     * False for an error that no retry can help.
     *
     * @param kinds the names that the error goes by: of its class and those above it, with and without package
     */
    public boolean retries(Collection<String> kinds) {
        if (names(Option.DO_NOT_RETRY_ON).stream().anyMatch(kinds::contains)) {
            return false;
        }
        List<String> only = names(Option.RETRY_ON);
        return only.isEmpty() || only.stream().anyMatch(kinds::contains);
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

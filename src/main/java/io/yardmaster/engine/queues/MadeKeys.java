package io.yardmaster.engine.queues;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.text.BodyHash;
import io.yardmaster.job.unique.Unique;

/** Keys that are made of a job's type and payload, where a request names none: they follow the payload when it is edited. */
public final class MadeKeys {
    /** Asks for an idempotency key made of type and payload. */
    public static final String AUTO = "auto";

    private MadeKeys() {}

    /** The rules with such keys made anew; keys that a request named stay. @param payload JSON text; null when none */
    public static Rules of(Rules rules, String type, String payload) {
        Unique unique = rules.unique();
        String asked = rules.idempotencyKey();
        boolean makesUnique = unique != null && unique.isMade();
        boolean makesIdempotent = asked != null && (asked.equals(AUTO) || asked.startsWith(Unique.MADE));
        if (!makesUnique && !makesIdempotent) {
            return rules;
        }
        String text = CanonicalJson.of("{\"type\":\"" + type + "\",\"payload\":" + payload + "}", null);
        Rules made = makesUnique ? rules.with(Option.UNIQUE, unique.key(Unique.MADE + BodyHash.of(text))) : rules;
        return makesIdempotent ? made.with(Option.IDEMPOTENCY_KEY, Unique.MADE + BodyHash.full(text)) : made;
    }
}

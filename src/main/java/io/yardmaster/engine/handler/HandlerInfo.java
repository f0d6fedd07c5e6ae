package io.yardmaster.engine.handler;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;

/**
 * A job type that this node knows.
 *
 * @param type its name
 * @param description one sentence; empty when its author gave none
 * @param example a payload as JSON
 * @param usual how its jobs run where nobody else says
 * @param schema JSON Schema of its payload, as JSON; {@code {}} where everything goes
 */
public record HandlerInfo(String type, String description, String example, Usual usual, String schema) {
    /**
     * How jobs of a type run where nobody else says.
     *
     * @param kind where the handler comes from
     * @param queue empty = none in particular
     * @param maxAttempts 0 where the server's default holds
     * @param timeoutMs 0 = no limit
     */
    public record Usual(KnownHandler.Kind kind, String queue, int maxAttempts, long timeoutMs) {}

    /** What it says about how its jobs run. */
    public Rules rules() {
        int attempts = usual.maxAttempts();
        long timeoutMs = usual.timeoutMs();
        return Rules.NONE
                .with(Option.MAX_ATTEMPTS, attempts == 0 ? null : Long.valueOf(attempts))
                .with(Option.TIMEOUT_MS, timeoutMs == 0 ? null : Long.valueOf(timeoutMs));
    }
}

package io.yardmaster.engine.handler;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;

/**
 * A job type that this node knows.
 *
 * @param type its name
 * @param description one sentence; empty when its author gave none
 * @param example a payload as JSON
 * @param maxAttempts 0 where the server's default holds
 * @param timeoutMs 0 = no limit
 */
public record HandlerInfo(String type, String description, String example, int maxAttempts, long timeoutMs) {

    /** What it says about how its jobs run. */
    public Rules rules() {
        return Rules.NONE
                .with(Option.MAX_ATTEMPTS, maxAttempts == 0 ? null : Long.valueOf(maxAttempts))
                .with(Option.TIMEOUT_MS, timeoutMs == 0 ? null : Long.valueOf(timeoutMs));
    }
}

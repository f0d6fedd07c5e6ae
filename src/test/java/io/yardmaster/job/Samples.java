package io.yardmaster.job;

import io.yardmaster.job.attempt.Backoff;
import java.util.List;

/** Jobs and rules as tests need them. */
public final class Samples {
    private Samples() {}

    /** Rules that say only what is not null. */
    public static Rules rules(Integer maxAttempts, Backoff backoff, Long timeoutMs) {
        return Rules.NONE
                .with(Option.MAX_ATTEMPTS, maxAttempts == null ? null : Long.valueOf(maxAttempts))
                .with(Option.BACKOFF, backoff)
                .with(Option.TIMEOUT_MS, timeoutMs);
    }

    /** A job without tags and rules. */
    public static Job job(String queue, String id, String type, String payload) {
        return new Job(id, queue, new Work(type, payload, 10, List.of()), Rules.NONE, Times.of(0, 0), Past.NONE);
    }
}

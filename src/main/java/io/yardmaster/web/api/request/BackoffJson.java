package io.yardmaster.web.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.yardmaster.job.attempt.Backoff;

/**
 * A backoff as the API writes it.
 *
 * @param name of custom only, else left out
 * @param jitter a number, or {@code full}
 */
public record BackoffJson(
        String type,
        @JsonInclude(JsonInclude.Include.NON_NULL) String name,
        long delayMs,
        long maxDelayMs,
        Object jitter) {
    public static BackoffJson of(Backoff backoff) {
        Object jitter = backoff.jitter().full()
                ? "full"
                : Double.valueOf(backoff.jitter().ratio());
        return new BackoffJson(backoff.type().word(), backoff.name(), backoff.delayMs(), backoff.maxDelayMs(), jitter);
    }
}

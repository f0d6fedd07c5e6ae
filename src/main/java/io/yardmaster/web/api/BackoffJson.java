package io.yardmaster.web.api;

import io.yardmaster.job.Backoff;

/** A backoff as the API writes it. @param jitter a number, or {@code full} */
record BackoffJson(String type, long delayMs, long maxDelayMs, Object jitter) {
    static BackoffJson of(Backoff backoff) {
        Object jitter = backoff.jitter().full()
                ? "full"
                : Double.valueOf(backoff.jitter().ratio());
        return new BackoffJson(backoff.type().word(), backoff.delayMs(), backoff.maxDelayMs(), jitter);
    }
}

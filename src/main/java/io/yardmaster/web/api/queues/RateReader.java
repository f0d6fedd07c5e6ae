package io.yardmaster.web.api.queues;

import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.web.api.request.JsonReader;
import java.util.Set;

/** Reads a rate limit, which is given whole; {@code by} is the queue when left out. */
final class RateReader {
    private static final Set<String> KNOWN = Set.of("max", "perMs", "by");

    private final JsonReader in;
    private boolean isSaid;
    private boolean isTimed;
    private Long max;
    private Long perMs;
    private RateLimit.By by = RateLimit.By.QUEUE;

    private RateReader(JsonReader in) {
        this.in = in;
    }

    /** The limit that the reader stands at; null when it is wrong, which is noted. */
    static RateLimit of(JsonReader in) {
        RateReader reader = new RateReader(in);
        return in.object(KNOWN, Set.of(), reader::member) ? reader.limit() : null;
    }

    private void member(String name) {
        switch (name) {
            case "max" -> {
                isSaid = true;
                max = in.integer(1, RateLimit.LARGEST_MAX);
            }
            case "perMs" -> {
                isTimed = true;
                perMs = in.integer(RateLimit.SHORTEST_MS, RateLimit.LONGEST_MS);
            }
            default -> {
                String word = in.string(text -> RateLimit.By.of(text).isPresent(), "must be queue, type or group");
                by = RateLimit.By.of(word).orElse(null);
            }
        }
    }

    private RateLimit limit() {
        if (!isSaid) {
            in.note("/max", "is required");
        }
        if (!isTimed) {
            in.note("/perMs", "is required");
        }
        return max == null || perMs == null || by == null ? null : new RateLimit(max, perMs, by);
    }
}

package io.yardmaster.job;

import java.util.List;

/**
 * What is to be done: the part of a job that its handler reads.
 *
 * @param type name of the handler
 * @param payload JSON text, digit for digit as it came; null when none was given
 * @param priority 1..100, smaller runs sooner
 * @param tags at most 20 of 64 characters; empty when none
 */
public record Work(String type, String payload, int priority, List<String> tags) {
    public static final int DEFAULT_PRIORITY = 10;
    public static final int MOST_TAGS = 20;
    public static final int LONGEST_TAG = 64;
    /** The largest payload in bytes of UTF-8. */
    public static final int LARGEST_PAYLOAD = 65_536;

    public Work {
        if (priority < 1 || priority > 100) {
            throw new IllegalArgumentException("priority must be between 1 and 100");
        }
        tags = List.copyOf(tags);
    }

    /** The same work with another payload. */
    public Work withPayload(String changed) {
        return new Work(type, changed, priority, tags);
    }
}

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
    /** The largest payload in bytes of UTF-8, where nobody set another. */
    public static final int LARGEST_PAYLOAD = 65_536;
    /** The bounds of what can be set: with the rest of its job the largest fits into a body of a megabyte. */
    public static final int LEAST_PAYLOAD = 1_024;

    public static final int MOST_PAYLOAD = 1_000_000;
    /** What the environment says; a server does not start with what is no such number. */
    private static final int SET = set(System.getenv("YARDMASTER_PAYLOAD_BYTES"));

    public Work {
        if (priority < 1 || priority > 100) {
            throw new IllegalArgumentException("priority must be between 1 and 100");
        }
        tags = List.copyOf(tags);
    }

    /** The largest payload in bytes of UTF-8 that this node takes ({@code YARDMASTER_PAYLOAD_BYTES}). */
    public static int largestPayload() {
        return SET;
    }

    private static int set(String text) {
        return text != null && text.matches("[0-9]{4,7}") ? Integer.parseInt(text) : LARGEST_PAYLOAD;
    }

    /** How many jobs one call may read whole: fewer where payloads may be larger. @param usual with the usual bound */
    public static int atOnce(int usual) {
        return (int) Math.max(1, (long) usual * LARGEST_PAYLOAD / Math.max(LARGEST_PAYLOAD, SET));
    }

    /** The same work with another payload. */
    public Work withPayload(String changed) {
        return new Work(type, changed, priority, tags);
    }
}

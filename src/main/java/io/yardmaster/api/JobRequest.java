package io.yardmaster.api;

import java.util.List;

/**
 * A job that a handler wants to be done.
 *
 * @param type its job type
 * @param payload written as JSON: a record, a map, a list, text or a number; null when there is none
 * @param queue null = the usual one of the server
 * @param id null = the server makes one; a job that is there under this id is not enqueued again
 * @param delayMs milliseconds until it may run, 0 or more
 * @param priority 1..100, smaller runs sooner
 * @param tags at most 20 of 64 characters
 */
public record JobRequest(
        String type, Object payload, String queue, String id, long delayMs, int priority, List<String> tags) {
    private static final int USUAL_PRIORITY = 10;

    public JobRequest {
        tags = List.copyOf(tags);
    }

    /** A job that runs at once, everything else as usual. */
    public static JobRequest of(String type, Object payload) {
        return new JobRequest(type, payload, null, null, 0, USUAL_PRIORITY, List.of());
    }

    public JobRequest inQueue(String other) {
        return new JobRequest(type, payload, other, id, delayMs, priority, tags);
    }

    public JobRequest withId(String other) {
        return new JobRequest(type, payload, queue, other, delayMs, priority, tags);
    }

    public JobRequest after(long otherMs) {
        return new JobRequest(type, payload, queue, id, otherMs, priority, tags);
    }

    public JobRequest withPriority(int other) {
        return new JobRequest(type, payload, queue, id, delayMs, other, tags);
    }

    public JobRequest tagged(String... others) {
        return new JobRequest(type, payload, queue, id, delayMs, priority, List.of(others));
    }
}

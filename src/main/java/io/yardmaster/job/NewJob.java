package io.yardmaster.job;

import java.util.List;

/**
 * What a caller asks to be enqueued, already checked.
 *
 * @param type name of the handler
 * @param payload JSON text; null when none
 * @param queue null lets the server choose
 * @param id null lets the server make one
 * @param priority 1..100
 * @param due when it may first run
 * @param options what the request says about how it runs
 * @param tags at most 20 of 64 characters
 * @param bodyHash identifies the request without its id (see {@link BodyHash}); null when {@code id} is null
 * @param sourceJobId the job this one repeats; null when none
 */
public record NewJob(
        String type,
        String payload,
        String queue,
        String id,
        int priority,
        Due due,
        JobOptions options,
        List<String> tags,
        String bodyHash,
        String sourceJobId) {
    public static final int DEFAULT_PRIORITY = 10;
    public static final int MOST_TAGS = 20;
    public static final int LONGEST_TAG = 64;
    /** The largest payload in bytes of UTF-8. */
    public static final int LARGEST_PAYLOAD = 65_536;

    public NewJob {
        Name.check("type", type);
        if (queue != null) {
            Name.check("queue", queue);
        }
        if (id != null) {
            Name.checkId("id", id);
        }
        if (priority < 1 || priority > 100) {
            throw new IllegalArgumentException("priority must be between 1 and 100");
        }
        tags = List.copyOf(tags);
    }

    /** A plain job of that type and payload for that queue: everything else as by default. */
    public static NewJob of(String queue, String type, String payload) {
        return new NewJob(
                type, payload, queue, null, DEFAULT_PRIORITY, Due.NOW, JobOptions.NONE, List.of(), null, null);
    }

    /** When a job may first run: after a delay, or at an instant. */
    public sealed interface Due {
        Due NOW = new After(0);

        /** @param delayMs milliseconds from the enqueue, 0 or more */
        record After(long delayMs) implements Due {}

        /** @param epochMs epoch milliseconds; one in the past means now */
        record At(long epochMs) implements Due {}
    }
}

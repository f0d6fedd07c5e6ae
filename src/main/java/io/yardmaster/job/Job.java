package io.yardmaster.job;

import java.util.List;

/**
 * One job: what the store keeps in its record. Which state it is in is not part of it.
 *
 * @param id unique within the queue
 * @param queue name of the queue
 * @param type name of the handler
 * @param payload JSON text, digit for digit as it came; null when none was given
 * @param priority 1..100, smaller runs sooner
 * @param createdAt epoch milliseconds
 * @param dueAt epoch milliseconds from which it may run: the start of its wait
 * @param options what the request said about how it runs
 * @param tags at most 20 of 64 characters; empty when none
 * @param tally what it has been through
 * @param origin where it came from
 * @param ending why it ended; null where it has not, or where the state needs no reason
 */
public record Job(
        String id,
        String queue,
        String type,
        String payload,
        int priority,
        long createdAt,
        long dueAt,
        JobOptions options,
        List<String> tags,
        Tally tally,
        Origin origin,
        Ending ending) {

    public Job {
        tags = List.copyOf(tags);
    }

    /** The number of the attempt that runs next or runs now, from 1. */
    public int nextAttempt() {
        return tally.failures() + 1;
    }

    public Job with(Tally changed) {
        return new Job(id, queue, type, payload, priority, createdAt, dueAt, options, tags, changed, origin, ending);
    }

    public Job with(Ending changed) {
        return new Job(id, queue, type, payload, priority, createdAt, dueAt, options, tags, tally, origin, changed);
    }

    public Job dueAt(long changed) {
        return new Job(id, queue, type, payload, priority, createdAt, changed, options, tags, tally, origin, ending);
    }

    /** The same job as if it had never run; with another payload when {@code edited} is not null. */
    public Job afresh(String edited, long now) {
        boolean changes = edited != null && !edited.equals(payload);
        Origin from = changes && origin.originalPayload() == null
                ? new Origin(payload == null ? "null" : payload, origin.sourceJobId())
                : origin;
        return new Job(
                id,
                queue,
                type,
                changes ? edited : payload,
                priority,
                createdAt,
                now,
                options,
                tags,
                Tally.NONE,
                from,
                null);
    }
}

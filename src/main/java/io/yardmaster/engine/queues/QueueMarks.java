package io.yardmaster.engine.queues;

/**
 * What is remembered of a queue beside its counts.
 *
 * @param pausedAt epoch milliseconds when it was paused; null when it is not, or nobody wrote it down
 * @param pausedBy who paused it; null likewise
 * @param lastDeathAt epoch milliseconds when the newest of its dead jobs died; null when none is dead
 */
public record QueueMarks(Long pausedAt, String pausedBy, Long lastDeathAt) {
    public static final QueueMarks NONE = new QueueMarks(null, null, null);
}

package io.yardmaster.engine.queues;

/**
 * What is remembered of a queue beside its counts.
 *
 * @param pausedAt epoch milliseconds when it was paused; null when it is not, or nobody wrote it down
 * @param pausedBy who paused it; null likewise
 * @param lastDeathAt epoch milliseconds when the newest of its dead jobs died; null when none is dead
 * @param deadFill percent of the dead jobs that it may hold; 0 below 80, and from 100 on it takes no job in
 */
public record QueueMarks(Long pausedAt, String pausedBy, Long lastDeathAt, int deadFill) {
    public static final QueueMarks NONE = new QueueMarks(null, null, null, 0);

    /** One that is far from full. */
    public QueueMarks(Long pausedAt, String pausedBy, Long lastDeathAt) {
        this(pausedAt, pausedBy, lastDeathAt, 0);
    }
}

package io.yardmaster.job;

/**
 * The instants of a job, in epoch milliseconds.
 *
 * @param createdAt when it was enqueued
 * @param firstDueAt when its first run was due: the beginning of its total time
 * @param dueAt from when it may run next: the beginning of its wait
 */
public record Times(long createdAt, long firstDueAt, long dueAt) {

    /** Of a job that has not run yet. */
    public static Times of(long createdAt, long dueAt) {
        return new Times(createdAt, dueAt, dueAt);
    }

    Times dueAt(long changed) {
        return new Times(createdAt, firstDueAt, changed);
    }
}

package io.yardmaster.job.attempt;

/**
 * A worker's hold on jobs that it took in one call.
 *
 * @param epoch the claim's number in its queue; the epoch of every job in it
 * @param startedAt epoch milliseconds, by the store's clock
 * @param owner id of the worker
 */
public record Claim(long epoch, long startedAt, String owner) {}

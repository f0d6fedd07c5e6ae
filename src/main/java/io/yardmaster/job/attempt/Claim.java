package io.yardmaster.job.attempt;

/**
 * A worker's hold on jobs that it took in one call.
 *
 * @param epoch the claim's number in its queue; the epoch of every job in it
 * @param startedAt epoch milliseconds, by the store's clock
 * @param owner id of the worker
 * @param lane of the queue that the jobs come from
 */
public record Claim(long epoch, long startedAt, String owner, String lane) {
    /** The lane of jobs without a group, limit or other reason to wait elsewhere. */
    public static final String PLAIN_LANE = "0";

    /** A claim from the plain lane. */
    public Claim(long epoch, long startedAt, String owner) {
        this(epoch, startedAt, owner, PLAIN_LANE);
    }
}

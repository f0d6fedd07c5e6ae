package io.yardmaster.job.queue;

/**
 * How many jobs of a queue run at once; each 1..10,000, null where it is not set.
 *
 * @param perNode at most on one node
 * @param total at most over all nodes
 * @param min slots that a node keeps for the queue at least while it scales by backlog
 * @param max slots that a node opens for the queue at most while it scales by backlog
 */
public record Concurrency(Integer perNode, Integer total, Integer min, Integer max) {
    public static final Concurrency NONE = new Concurrency(null, null, null, null);

    public Concurrency {
        Bound.check("perNode", perNode, 1, QueueSettings.LARGEST_LIMIT);
        Bound.check("total", total, 1, QueueSettings.LARGEST_LIMIT);
        Bound.check("min", min, 1, QueueSettings.LARGEST_LIMIT);
        Bound.check("max", max, 1, QueueSettings.LARGEST_LIMIT);
        if (min != null && max != null && min > max) {
            throw new IllegalArgumentException("min must not be above max");
        }
    }

    /** True where the queue has slots of its own, between a min and a max. */
    public boolean isScaled() {
        return min != null || max != null;
    }

    /** True where nothing is set. */
    public boolean isNone() {
        return equals(NONE);
    }
}

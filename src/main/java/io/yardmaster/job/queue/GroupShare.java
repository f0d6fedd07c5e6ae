package io.yardmaster.job.queue;

/**
 * What is set of one group of a queue; null where it is not set.
 *
 * @param weight its share of the starts while several groups wait; {@value QueueSettings#DEFAULT_WEIGHT} where it is not set
 * @param limit how many of its jobs run at once over all nodes, in place of the queue's limit for each group
 */
public record GroupShare(Integer weight, Integer limit) {
    public static final GroupShare NONE = new GroupShare(null, null);

    public GroupShare {
        Bound.check("weight", weight, 1, QueueSettings.LARGEST_WEIGHT);
        Bound.check("limit", limit, 1, QueueSettings.LARGEST_LIMIT);
    }

    /** The weight that counts. */
    public int weightOrDefault() {
        return weight == null ? QueueSettings.DEFAULT_WEIGHT : weight;
    }

    /** True where nothing is set. */
    public boolean isNone() {
        return equals(NONE);
    }
}

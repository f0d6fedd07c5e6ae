package io.yardmaster.job.queue;

import io.yardmaster.job.Rules;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an operator has set of a queue. Made by the reader of {@code PATCH /queues/{name}} and by the record in the store;
 * read by the dispatcher, the upkeep and the pages.
 *
 * @param weight share of slots that several queues share; null = not set, which counts as {@value #DEFAULT_WEIGHT}
 * @param concurrency how many of its jobs run at once; {@link Concurrency#NONE} where nothing is set
 * @param rateLimit how many of its jobs start in a time; null = no limit
 * @param groupLimit how many jobs of each group run at once; null = no limit
 * @param groups what is set of single groups, by group; at most {@value #MOST_GROUPS}, none of them {@link GroupShare#NONE}
 * @param defaults what holds for its jobs where their request says nothing; {@link Rules#NONE} where nothing is set
 * @param retention what is kept of jobs that have ended; {@link Retention#NONE} where nothing is set
 */
public record QueueSettings(
        Integer weight,
        Concurrency concurrency,
        RateLimit rateLimit,
        Integer groupLimit,
        Map<String, GroupShare> groups,
        Rules defaults,
        Retention retention) {
    /** The weight of a queue that has none. */
    public static final int DEFAULT_WEIGHT = 1;

    public static final int LARGEST_WEIGHT = 1_000;
    /** The largest limit of running jobs, of a queue or a group. */
    public static final int LARGEST_LIMIT = 10_000;
    /** Of so many groups something can be set. */
    public static final int MOST_GROUPS = 1_000;

    /** Nothing is set. */
    public static final QueueSettings NONE =
            new QueueSettings(null, Concurrency.NONE, null, null, Map.of(), Rules.NONE, Retention.NONE);

    public QueueSettings {
        Bound.check("weight", weight, 1, LARGEST_WEIGHT);
        Bound.check("groupLimit", groupLimit, 1, LARGEST_LIMIT);
        Objects.requireNonNull(concurrency, "concurrency");
        groups = Map.copyOf(groups);
        Bound.check("groups", groups.size(), 0, MOST_GROUPS);
        Objects.requireNonNull(defaults, "defaults");
        Objects.requireNonNull(retention, "retention");
    }

    /** The weight that counts: the one that is set, else {@value #DEFAULT_WEIGHT}. */
    public int weightOrDefault() {
        return weight == null ? DEFAULT_WEIGHT : weight;
    }

    public QueueSettings withWeight(Integer changed) {
        return new QueueSettings(changed, concurrency, rateLimit, groupLimit, groups, defaults, retention);
    }

    public QueueSettings withConcurrency(Concurrency changed) {
        return new QueueSettings(weight, changed, rateLimit, groupLimit, groups, defaults, retention);
    }

    public QueueSettings withRateLimit(RateLimit changed) {
        return new QueueSettings(weight, concurrency, changed, groupLimit, groups, defaults, retention);
    }

    public QueueSettings withGroupLimit(Integer changed) {
        return new QueueSettings(weight, concurrency, rateLimit, changed, groups, defaults, retention);
    }

    public QueueSettings withGroups(Map<String, GroupShare> changed) {
        return new QueueSettings(weight, concurrency, rateLimit, groupLimit, changed, defaults, retention);
    }

    /** The same with other settings of one group. @param share NONE takes away what is set of it */
    public QueueSettings withGroup(String group, GroupShare share) {
        Map<String, GroupShare> changed = new HashMap<>(groups);
        if (share.isNone()) {
            changed.remove(group);
        } else {
            changed.put(group, share);
        }
        return withGroups(changed);
    }

    public QueueSettings withDefaults(Rules changed) {
        return new QueueSettings(weight, concurrency, rateLimit, groupLimit, groups, changed, retention);
    }

    public QueueSettings withRetention(Retention changed) {
        return new QueueSettings(weight, concurrency, rateLimit, groupLimit, groups, defaults, changed);
    }
}

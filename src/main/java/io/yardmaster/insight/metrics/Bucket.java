package io.yardmaster.insight.metrics;

import io.yardmaster.store.MetricStore;
import io.yardmaster.store.record.Counts;
import java.util.HashMap;
import java.util.Map;

/**
 * What all nodes recorded of a queue in one stretch of time. Its fields in the store: {@code ok} and {@code failed},
 * the same with {@code :type}, {@code time:type} (microseconds that attempts of the type ran that succeeded), {@code
 * waiting}, {@code died}, the same with {@code :priority}, and the bins of run, wait and total under r, w and t. The
 * bucket of a type has {@code ok}, {@code failed}, and the bins of run and wait.
 *
 * @param isKnown false where nothing was recorded at all: then the counts say nothing
 * @param succeeded attempts
 * @param failed attempts
 * @param waiting jobs, as last sampled; null when not sampled
 * @param sampled the place of that sample among the buckets that a sum is of; 0 in others, -1 when not sampled
 * @param runTime start to end, of succeeded attempts
 * @param waitTime due to start, of first attempts
 * @param totalTime due to end, of succeeded attempts
 * @param deaths jobs that died, by priority
 */
record Bucket(
        boolean isKnown,
        long succeeded,
        long failed,
        Long waiting,
        long sampled,
        Distribution runTime,
        Distribution waitTime,
        Distribution totalTime,
        Map<Integer, Long> deaths) {
    static final String SUCCEEDED = "ok";
    static final String FAILED = "failed";
    static final String TIME = "time";
    static final String DEATHS = "died";
    private static final String SAMPLED = "sampled";
    private static final int LOWEST_PRIORITY = 100;
    static final char RUN = 'r';
    static final char WAIT = 'w';
    static final char TOTAL = 't';

    static final Bucket NONE =
            new Bucket(false, 0, 0, null, -1, Distribution.NONE, Distribution.NONE, Distribution.NONE, Map.of());

    /** Reads a bucket. @param counts as the store has them, empty when there is no such bucket */
    static Bucket of(Counts counts) {
        if (counts.isEmpty()) {
            return NONE;
        }
        Map<String, Long> fields = counts.named();
        Long waiting = fields.get(MetricStore.WAITING);
        return new Bucket(
                true,
                fields.getOrDefault(SUCCEEDED, 0L),
                fields.getOrDefault(FAILED, 0L),
                waiting,
                waiting == null ? -1 : fields.getOrDefault(SAMPLED, 0L),
                Distribution.of(RUN, counts),
                Distribution.of(WAIT, counts),
                Distribution.of(TOTAL, counts),
                deaths(fields));
    }

    /** The same of a queue in which no job waited then. @param at as {@link #sampled} */
    Bucket idle(long at) {
        return new Bucket(true, succeeded, failed, 0L, at, runTime, waitTime, totalTime, deaths);
    }

    /** How many bins it has, which is what it takes in memory. */
    int bins() {
        return runTime.bins().length + waitTime.bins().length + totalTime.bins().length;
    }

    private static Map<Integer, Long> deaths(Map<String, Long> fields) {
        if (!fields.containsKey(DEATHS)) {
            return Map.of();
        }
        Map<Integer, Long> deaths = new HashMap<>();
        for (int priority = 1; priority <= LOWEST_PRIORITY; priority++) {
            Long count = fields.get(DEATHS + ":" + priority);
            if (count != null) {
                deaths.put(priority, count);
            }
        }
        return Map.copyOf(deaths);
    }
}

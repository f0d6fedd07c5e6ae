package io.yardmaster.insight.metrics;

import io.yardmaster.store.MetricStore;
import java.util.Map;

/**
 * What all nodes recorded of a queue in one stretch of time. Its fields in the store: {@code ok} and {@code failed},
 * the same with {@code :type}, {@code waiting}, and the bins of run, wait and total under r, w and t.
 *
 * @param isKnown false where nothing was recorded at all: then the counts say nothing
 * @param succeeded attempts
 * @param failed attempts
 * @param waiting jobs, as last sampled; null when not sampled
 * @param runTime start to end, of succeeded attempts
 * @param waitTime due to start, of first attempts
 * @param totalTime due to end, of succeeded attempts
 */
record Bucket(
        boolean isKnown,
        long succeeded,
        long failed,
        Long waiting,
        Distribution runTime,
        Distribution waitTime,
        Distribution totalTime) {
    static final String SUCCEEDED = "ok";
    static final String FAILED = "failed";
    static final char RUN = 'r';
    static final char WAIT = 'w';
    static final char TOTAL = 't';

    static final Bucket NONE = new Bucket(false, 0, 0, null, Distribution.NONE, Distribution.NONE, Distribution.NONE);

    /** Reads a bucket. @param fields as the store has them, empty when there is no such bucket */
    static Bucket of(Map<String, Long> fields) {
        if (fields.isEmpty()) {
            return NONE;
        }
        return new Bucket(
                true,
                fields.getOrDefault(SUCCEEDED, 0L),
                fields.getOrDefault(FAILED, 0L),
                fields.get(MetricStore.WAITING),
                Distribution.of(RUN, fields),
                Distribution.of(WAIT, fields),
                Distribution.of(TOTAL, fields));
    }
}

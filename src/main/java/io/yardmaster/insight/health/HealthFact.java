package io.yardmaster.insight.health;

import io.yardmaster.job.attempt.FailureGroup;

/**
 * One thing that is wrong.
 *
 * @param queue its queue; null for the store
 * @param code what kind
 * @param severity how bad
 * @param sentence the same in words, without times of day
 * @param since epoch milliseconds since when (dead: when the last one died); null when that is not known
 * @param value what was measured: a share from 0 to 1 (failing), jobs (dead, paused, no_worker, unknown_type), or
 *     milliseconds (backlog, limited, store)
 * @param limit of the value, in its unit; null where any value is one too many
 * @param cause the largest group of the dead jobs (dead); null where none is known
 */
public record HealthFact(
        String queue,
        HealthCode code,
        Severity severity,
        String sentence,
        Long since,
        double value,
        Double limit,
        FailureGroup cause) {
    HealthFact(
            String queue, HealthCode code, Severity severity, String sentence, Long since, double value, Double limit) {
        this(queue, code, severity, sentence, since, value, limit, null);
    }
}

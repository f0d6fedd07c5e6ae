package io.yardmaster.insight.health;

/**
 * One thing that is wrong.
 *
 * @param queue its queue; null for the store
 * @param code what kind
 * @param severity how bad
 * @param sentence the same in words, without times of day
 * @param since epoch milliseconds since when; null when that is not known
 * @param value what was measured: a share from 0 to 1 (failing), jobs (dead, paused, no_worker, unknown_type), or
 *     milliseconds (backlog, limited, store)
 * @param limit of the value, in its unit; null where any value is one too many
 */
public record HealthFact(
        String queue, HealthCode code, Severity severity, String sentence, Long since, double value, Double limit) {}

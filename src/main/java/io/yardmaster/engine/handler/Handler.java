package io.yardmaster.engine.handler;

import io.yardmaster.job.attempt.Outcome;

/**
 * Runs jobs of one type. A bean annotated with {@link JobHandler}; one instance serves all jobs, so it keeps no state
 * of a job.
 *
 * @param <P> the payload: a record that the JSON is read into, or {@code String} for the JSON text itself. A payload
 *     that does not fit makes the job dead at once, with the field named.
 */
public interface Handler<P> {
    /**
     * Runs one job. May run more than once for the same job (at least once); {@code context.epoch()} tells runs apart.
     *
     * @throws Exception counts as {@link Outcome.Failed}
     */
    Outcome run(P payload, JobContext context) throws Exception;
}

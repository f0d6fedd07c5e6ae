package io.yardmaster.api.beans;

import io.yardmaster.job.attempt.JobError;

/**
 * Hears of each job that dies, once, on the node that wrote it down; not of one whose node ended in that very moment. A
 * bean of the server. It runs beside the jobs, on a thread of its own kind; what it throws is logged, and the job stays
 * dead. The same value is fired as an event of CDI, for those who would rather observe it.
 */
@FunctionalInterface
public interface DeathHandler {
    /** @throws Exception is logged */
    void died(DeadJob job) throws Exception;

    /**
     * A job that has just died.
     *
     * @param payload JSON text; null when it has none
     * @param attempt failures since creation or the last retry by hand
     * @param reason the word of the API, such as exhausted or lost
     * @param reasonDetail one sentence; null when there is nothing to add
     * @param error of its last attempt; null when it never ran
     */
    record DeadJob(
            String id,
            String queue,
            String type,
            String payload,
            int attempt,
            String reason,
            String reasonDetail,
            JobError error) {}
}

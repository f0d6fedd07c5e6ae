package io.yardmaster.web.api.jobs;

import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.web.api.request.At;

/** A run that ended, as the API writes it. */
record AttemptJson(
        int number, long epoch, String worker, At startedAt, At finishedAt, String outcome, ErrorJson error) {
    static AttemptJson of(Attempt attempt) {
        return new AttemptJson(
                attempt.number(),
                attempt.epoch(),
                attempt.worker(),
                At.of(attempt.startedAt()),
                At.of(attempt.finishedAt()),
                attempt.outcome().word(),
                ErrorJson.of(attempt.error()));
    }
}

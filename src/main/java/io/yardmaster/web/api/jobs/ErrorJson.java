package io.yardmaster.web.api.jobs;

import io.yardmaster.job.attempt.JobError;

/** An error as the API writes it. */
public record ErrorJson(String type, String message, String stack, String fingerprint) {
    /** The error; null for null. */
    public static ErrorJson of(JobError error) {
        return error == null ? null : new ErrorJson(error.type(), error.message(), error.stack(), error.fingerprint());
    }
}

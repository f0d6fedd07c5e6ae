package io.yardmaster.handlers.demo;

import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import jakarta.inject.Singleton;

/** Throws as a handler of somebody's own would, so that there is a stack to look at. */
@Singleton
@JobHandler(
        value = "demo.fail",
        description = "Fails in the first attempts and then succeeds.",
        example = "{\"message\": \"out of paper\", \"failures\": 2}")
class FailHandler implements Handler<FailHandler.Fail> {
    /**
     * How to fail.
     *
     * @param message of the error; null = a plain one
     * @param failures 0 or more; it fails while the attempt's number is at most this
     */
    record Fail(String message, Long failures) {}

    @Override
    public Outcome run(Fail payload, JobContext context) {
        if (payload.failures == null || payload.failures < 0) {
            JobError error = JobError.of("BadPayload", "failures must be 0 or more");
            return new Outcome.Fatal(error, Reason.BAD_PAYLOAD);
        }
        if (context.attempt() <= payload.failures) {
            throw new IllegalStateException(payload.message == null ? "failed as asked" : payload.message);
        }
        return Outcome.succeeded();
    }
}

package io.yardmaster.handlers.demo;

import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import jakarta.inject.Singleton;

/** Ends at once when it is cancelled. */
@Singleton
@JobHandler(
        value = "demo.sleep",
        description = "Waits for so many milliseconds and succeeds.",
        example = "{\"ms\": 10000}")
class SleepHandler implements Handler<SleepHandler.Sleep> {
    private static final long LONGEST_MS = 86_400_000;

    /** @param ms milliseconds, 0..86,400,000 */
    record Sleep(Long ms) {}

    @Override
    public Outcome run(Sleep payload, JobContext context) throws InterruptedException {
        if (payload.ms == null || payload.ms < 0 || payload.ms > LONGEST_MS) {
            JobError error = JobError.of("BadPayload", "ms must be between 0 and " + LONGEST_MS);
            return new Outcome.Fatal(error, Reason.BAD_PAYLOAD);
        }
        Pause.millis(payload.ms);
        return Outcome.succeeded();
    }
}

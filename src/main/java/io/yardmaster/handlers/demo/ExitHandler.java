package io.yardmaster.handlers.demo;

import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;

/** Shows what becomes of a job whose worker vanishes. */
@Singleton
@JobHandler(value = "demo.exit", description = "Halts this server at once, as a crash would.")
class ExitHandler implements Handler<String> {
    private static final int LIKE_SIGKILL = 137;

    @Override
    public Outcome run(String payload, JobContext context) {
        Runtime.getRuntime().halt(LIKE_SIGKILL);
        return Outcome.succeeded();
    }
}

package io.yardmaster.handlers.demo;

import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;

/** Takes any payload, or none. */
@Singleton
@JobHandler(value = "demo.noop", description = "Does nothing and succeeds.")
class NoopHandler implements Handler<String> {
    private static final Outcome DONE = Outcome.succeeded();

    @Override
    public Outcome run(String payload, JobContext context) {
        return DONE;
    }
}

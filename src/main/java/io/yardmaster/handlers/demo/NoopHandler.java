package io.yardmaster.handlers.demo;

import io.yardmaster.engine.Handler;
import io.yardmaster.engine.JobContext;
import io.yardmaster.engine.JobHandler;
import io.yardmaster.job.Outcome;
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

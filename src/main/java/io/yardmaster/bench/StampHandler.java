package io.yardmaster.bench;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;

/** Notes when it started; only there while the bench runs. */
@Singleton
@LookupIfProperty(name = StampHandler.PROPERTY, stringValue = "true")
@JobHandler(value = StampHandler.TYPE, description = "Notes when it started; for the bench")
public class StampHandler implements Handler<StampHandler.Payload> {
    /** Set while the bench runs. */
    public static final String PROPERTY = "yardmaster.bench";

    static final String TYPE = "demo.stamp";
    private final Stamps stamps;

    StampHandler(Stamps stamps) {
        this.stamps = stamps;
    }

    /** @param nanos when it was enqueued, of System.nanoTime in the same process */
    public record Payload(int number, long nanos) {}

    @Override
    public Outcome run(Payload payload, JobContext context) {
        stamps.started(payload.number(), payload.nanos());
        return Outcome.succeeded();
    }
}

package io.yardmaster.handlers.demo;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.List;

/** Takes three quarters of a minute, so that somebody can watch it. */
@Singleton
@LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
@JobHandler(
        value = "report.monthly",
        description = "Pretends to add up a month of sales.",
        example = "{\"month\": \"2026-10\", \"format\": \"pdf\"}")
class ReportHandler implements Handler<ReportHandler.Report> {
    private static final List<String> PARTS = List.of("orders", "refunds", "shipping", "taxes", "totals");
    private static final int STEPS_A_PART = 6;
    private static final long STEP_MS = 1_500;

    /** @param month for example 2026-10 @param format pdf or csv */
    record Report(String month, String format) {}

    @Override
    public Outcome run(Report payload, JobContext context) throws InterruptedException {
        int steps = PARTS.size() * STEPS_A_PART;
        for (int step = 0; step < steps; step++) {
            String part = PARTS.get(step / STEPS_A_PART);
            context.progress(100 * step / steps, "adding up " + part);
            Pause.millis(STEP_MS);
            if (step % STEPS_A_PART == STEPS_A_PART - 1) {
                context.log(part + " of " + payload.month + " are complete");
            }
        }
        return new Outcome.Succeeded("{\"pages\": 14, \"rows\": 48211}");
    }
}

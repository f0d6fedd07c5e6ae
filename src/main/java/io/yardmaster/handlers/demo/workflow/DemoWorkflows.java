package io.yardmaster.handlers.demo.workflow;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobRequest;
import io.yardmaster.api.Workflow;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.schedule.DeclaresSchedules;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.ScheduleBuilder;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Begins one workflow of each kind, once a minute. */
@Singleton
@LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
@JobHandler(value = "demo.workflows", description = "Begins an order, an album and an import.", example = "{}")
class DemoWorkflows implements Handler<String> {
    private static final int PICTURES = 12;
    private static final String IMPORTS = "orders";

    @Override
    public Outcome run(String payload, JobContext context) {
        String order = "A-" + Math.floorMod(context.jobId().hashCode(), 90_000);
        context.log("order " + context.begin(order(order)));
        context.log("album " + context.begin(album()));
        context.log("import " + context.begin(imported()));
        return Outcome.succeeded();
    }

    /** A chain: each step finds what the one before answered. */
    private static Workflow order(String number) {
        Map<String, Object> payload = Map.of("order", number);
        return Workflow.chain(
                        JobRequest.of("order.validate", payload).inQueue("orders"),
                        JobRequest.of("order.reserve", payload).inQueue("orders"),
                        JobRequest.of("order.pay", payload).inQueue("payments"),
                        JobRequest.of("order.confirm", payload).inQueue("email"))
                .described("Order " + number);
    }

    /** A chord: pictures side by side, then one job with all their results. */
    private static Workflow album() {
        JobRequest[] pictures = IntStream.range(0, PICTURES)
                .mapToObj(
                        i -> JobRequest.of("album.resize", Map.of("number", i)).inQueue("images"))
                .toArray(JobRequest[]::new);
        return Workflow.chord(
                        Workflow.group(pictures),
                        JobRequest.of("album.publish", Map.of()).inQueue("images"))
                .described("Album of " + PICTURES);
    }

    /** A batch: its first job adds the others, and a report follows when all have ended. */
    private static Workflow imported() {
        return Workflow.batch(
                        "Import",
                        JobRequest.of("import.open", Map.of("rows", 20)).inQueue(IMPORTS))
                .onComplete(JobRequest.of("import.report", Map.of()).inQueue("reports"));
    }

    /** Runs it once a minute. */
    @Singleton
    static class EveryMinute implements DeclaresSchedules {
        private final boolean wanted;

        EveryMinute(Settings settings) {
            wanted = settings.demo().traffic();
        }

        @Override
        public List<Schedule> schedules() {
            NewJob job = NewJob.of("demo.workflows").queue("orders").payload("{}");
            return wanted
                    ? List.of(ScheduleBuilder.of("demo.workflows", job)
                            .every(60_000)
                            .declared())
                    : List.of();
        }
    }
}

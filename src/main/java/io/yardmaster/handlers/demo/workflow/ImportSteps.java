package io.yardmaster.handlers.demo.workflow;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobRequest;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Steps of an album and of an import. */
final class ImportSteps {
    private ImportSteps() {}

    private static void pause() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000, 900_000_000));
    }

    /** @param number of a picture or row */
    record Numbered(int number) {}

    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "album.resize", description = "Pretends to make a picture smaller.")
    static class Resize implements Handler<Numbered> {
        @Override
        public Outcome run(Numbered picture, JobContext context) {
            pause();
            return new Outcome.Succeeded("{\"file\":\"" + picture.number() + ".jpg\"}");
        }
    }

    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "album.publish", description = "Finds the list of pictures, in order.")
    static class Publish implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            context.log("published " + context.previous());
            return new Outcome.Succeeded(context.previous());
        }
    }

    /** @param rows how many */
    record Rows(int rows) {}

    /** Adds the rows to the batch that it is in itself. */
    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "import.open", description = "Opens a file and adds a job a row to its batch.")
    static class Open implements Handler<Rows> {
        @Override
        public Outcome run(Rows rows, JobContext context) {
            List<JobRequest> jobs = IntStream.range(0, rows.rows())
                    .mapToObj(i -> JobRequest.of("import.row", Map.of("number", i))
                            .inQueue("orders")
                            .withId(context.workflow() + ":row-" + i))
                    .toList();
            context.add(context.workflow(), jobs);
            return Outcome.succeeded();
        }
    }

    /** One row in fifteen cannot be read. */
    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "import.row", description = "Takes one row in.")
    static class Row implements Handler<Numbered> {
        @Override
        public Outcome run(Numbered row, JobContext context) {
            pause();
            return ThreadLocalRandom.current().nextInt(15) == 0
                    ? Outcome.fatal("BadRow", "row " + row.number() + " has no price")
                    : Outcome.succeeded();
        }
    }

    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "import.report", description = "Says how an import went.")
    static class Report implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            context.log("import ended: " + context.previous());
            return Outcome.succeeded();
        }
    }
}

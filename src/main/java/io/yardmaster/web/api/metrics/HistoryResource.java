package io.yardmaster.web.api.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.insight.metrics.Percentiles;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;

/** What happened over a stretch of time, step by step. */
@Path("/api/v1/metrics/history")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
    private static final long HOUR_MS = 3_600_000;
    private static final long SHORTEST_STEP_MS = 10_000;
    private static final long DEFAULT_STEP_MS = 60_000;
    private static final int MOST_STEPS = 1_000;

    private final Metrics metrics;
    private final Queues queues;
    private final InstantSource clock;

    HistoryResource(Metrics metrics, Queues queues, InstantSource clock) {
        this.metrics = metrics;
        this.queues = queues;
        this.clock = clock;
    }

    /** The steps, oldest first. */
    public record History(List<Point> points) {}

    /** A step as the API writes it. */
    public record Point(
            At at,
            Long processed,
            Long failed,
            Long waiting,
            Latencies run,
            @JsonProperty("wait") Latencies waits) {
        static Point of(HistoryPoint point) {
            return new Point(
                    At.of(point.at()),
                    point.processed(),
                    point.failed(),
                    point.waiting(),
                    Latencies.of(point.runTime()),
                    Latencies.of(point.waitTime()));
        }
    }

    /** Milliseconds; null without samples. */
    public record Latencies(Double p50, Double p95, Double p99) {
        static Latencies of(Percentiles all) {
            return new Latencies(all.p50(), all.p95(), all.p99());
        }
    }

    @GET
    public History history(@Context UriInfo uri) {
        Query query = Query.of(uri, "queue", "type", "from", "to", "stepMs");
        long to = query.instant("to", clock.millis());
        long from = query.instant("from", to - HOUR_MS);
        long step = query.integer("stepMs", SHORTEST_STEP_MS, Metrics.LONGEST_WINDOW_MS, DEFAULT_STEP_MS);
        if (step % SHORTEST_STEP_MS != 0) {
            throw Query.wrong("stepMs", "must be a multiple of " + SHORTEST_STEP_MS);
        }
        if (from >= to || (to - from) / step > MOST_STEPS) {
            throw Query.wrong("from", "must be before to, with at most " + MOST_STEPS + " steps between them");
        }
        String queue = query.name("queue");
        if (queue != null) {
            queues.one(queue);
        }
        return new History(metrics.history(queue, query.name("type"), from, to, step).stream()
                .map(Point::of)
                .toList());
    }
}

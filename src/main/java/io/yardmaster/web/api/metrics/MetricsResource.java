package io.yardmaster.web.api.metrics;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** What happened in a queue lately. */
@Path("/api/v1/queues/{name}/metrics")
@Produces(MediaType.APPLICATION_JSON)
public class MetricsResource {
    private static final long DEFAULT_WINDOW_MS = 300_000;

    private final Queues queues;
    private final Metrics metrics;

    MetricsResource(Queues queues, Metrics metrics) {
        this.queues = queues;
        this.metrics = metrics;
    }

    @GET
    public MetricsJson window(@PathParam("name") String name, @Context UriInfo uri) {
        Query query = Query.of(uri, "windowMs");
        long window =
                query.integer("windowMs", Metrics.SHORTEST_WINDOW_MS, Metrics.LONGEST_WINDOW_MS, DEFAULT_WINDOW_MS);
        QueueInfo queue = queues.one(Named.queue(name));
        return MetricsJson.of(queue, metrics.window(queue.name(), window));
    }
}

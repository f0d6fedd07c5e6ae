package io.yardmaster.web.api.dead;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.jobs.NotPossibleException;
import io.yardmaster.engine.jobs.Page;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.engine.search.JobSearch;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.api.listing.JobListing;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.function.Supplier;

/** The dead jobs of a queue: looks at them, brings them back, buries them. */
@Path("/api/v1/queues/{name}/dead")
@Produces(MediaType.APPLICATION_JSON)
public class DeadResource {
    private static final long DEFAULT_AGE_MS = 86_400_000;

    private final DeadJobs dead;
    private final Jobs jobs;
    private final Lists lists;

    /** What it lists with. */
    @Singleton
    record Lists(JobSearch search, JobListing listing) {}

    DeadResource(DeadJobs dead, Jobs jobs, Lists lists) {
        this.dead = dead;
        this.jobs = jobs;
        this.lists = lists;
    }

    @GET
    public Items<DeadJson> list(@PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request) {
        Query query = Query.of(uri, "limit", "cursor", "fingerprint");
        String queue = Named.queue(name);
        int limit = query.limit();
        String print = query.name("fingerprint");
        Supplier<Page<JobView>> page = () -> print == null
                ? lists.search().list(queue, JobState.DEAD, JobFilter.ALL, limit, query.cursor())
                : lists.search().group(queue, print, limit, query.cursor());
        return lists.listing().inTurn(request, () -> Items.of(JobListing.readable(page), DeadJson::of));
    }

    @POST
    @Path("/{id}/retry")
    public Map<String, Boolean> retry(
            @PathParam("name") String name, @PathParam("id") String id, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        String queue = Named.queue(name);
        JobState state = jobs.find(queue, Named.job(id)).state();
        if (state == JobState.RETRYING || state == JobState.CANCELLED) {
            throw new NotPossibleException(JobVerb.RETRY, state);
        }
        jobs.retry(queue, id, null);
        return Map.of("success", true);
    }

    @POST
    @Path("/retry-all")
    public Response retryAll(
            @PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request, Body body) {
        Query.none(uri); // dryRun stands in the body; unseen here it would retry in earnest
        String queue = Named.queue(name);
        RetryAll asked = RetryAll.of(body);
        if (asked.dryRun()) {
            return Response.ok(Preview.of(dead.previewRetry(queue, asked.filter())))
                    .build();
        }
        return answer("retried", dead.retryAll(queue, asked.filter(), asked.ratePerMinute(), by(request)));
    }

    @DELETE
    public Response purge(@PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request) {
        Query query = Query.of(uri, "olderThan", "type", "fingerprint", "dryRun");
        String queue = Named.queue(name);
        long age = query.integer("olderThan", 0, Long.MAX_VALUE, DEFAULT_AGE_MS);
        DeadFilter filter = new DeadFilter(query.name("type"), age, query.name("fingerprint"));
        if (query.flag("dryRun")) {
            return Response.ok(Preview.of(dead.preview(queue, filter))).build();
        }
        return answer("cleaned", dead.purge(queue, filter, by(request)));
    }

    static Response answer(String count, Operation operation) {
        if (operation.state() == Operation.State.RUNNING) {
            OperationJson json = OperationJson.of(operation);
            return Response.accepted(Map.of("operation", json))
                    .header("Location", "/api/v1/operations/" + operation.id())
                    .build();
        }
        return Response.ok(Map.of(count, operation.done(), "operationId", operation.id()))
                .build();
    }

    private static Actor by(RoutingContext request) {
        return Caller.of(request).actor();
    }
}

package io.yardmaster.web.api.dead;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.engine.bulk.Operation;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.jobs.NotPossibleException;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.api.jobs.JobsResource;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
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
import java.util.Set;

/** The dead jobs of a queue: looks at them, brings them back, buries them. */
@Path("/api/v1/queues/{name}/dead")
@Produces(MediaType.APPLICATION_JSON)
public class DeadResource {
    private static final Set<String> PAGE = Set.of("limit", "cursor");
    private static final Set<String> PURGE = Set.of("olderThan", "type", "dryRun");
    private static final Set<String> LATER = Set.of("fingerprint");
    private static final long DEFAULT_AGE_MS = 86_400_000;

    private final DeadJobs dead;
    private final Jobs jobs;

    DeadResource(DeadJobs dead, Jobs jobs) {
        this.dead = dead;
        this.jobs = jobs;
    }

    @GET
    public Items<DeadJson> list(@PathParam("name") String name, @Context UriInfo uri) {
        Query query = Query.of(uri, PAGE, LATER);
        String queue = Named.queue(name);
        int limit = query.limit();
        return Items.of(
                JobsResource.readable(() -> jobs.list(queue, JobState.DEAD, limit, query.cursor())), DeadJson::of);
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
            return Response.ok(Preview.of(dead.preview(queue, asked.filter()))).build();
        }
        return answer("retried", dead.retryAll(queue, asked.filter(), by(request)));
    }

    @DELETE
    public Response purge(@PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request) {
        Query query = Query.of(uri, PURGE, LATER);
        String queue = Named.queue(name);
        long age = query.integer("olderThan", 0, Long.MAX_VALUE, DEFAULT_AGE_MS);
        DeadFilter filter = new DeadFilter(query.name("type"), age);
        if (query.flag("dryRun")) {
            return Response.ok(Preview.of(dead.preview(queue, filter))).build();
        }
        return answer("cleaned", dead.purge(queue, filter, by(request)));
    }

    private static Response answer(String count, Operation operation) {
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

package io.yardmaster.web.api.jobs;

import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.api.request.RawValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;

/** Acts on one job. */
@Path("/api/v1/jobs/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class JobActsResource {
    private static final Set<String> EDIT = Set.of("payload");

    private final Jobs jobs;

    JobActsResource(Jobs jobs) {
        this.jobs = jobs;
    }

    @POST
    @Path("/retry")
    public JobView retry(@PathParam("id") String id, @Context UriInfo uri, Body body) {
        return jobs.retry(queue(uri), Named.job(id), payload(body));
    }

    @POST
    @Path("/run-again")
    public Response runAgain(@PathParam("id") String id, @Context UriInfo uri, Body body) {
        return EnqueueResource.created(jobs.runAgain(queue(uri), Named.job(id), payload(body)));
    }

    @POST
    @Path("/run-now")
    public JobView runNow(@PathParam("id") String id, @Context UriInfo uri, Body body) {
        Fields.none(body);
        return jobs.runNow(queue(uri), Named.job(id));
    }

    @POST
    @Path("/cancel")
    public Response cancel(@PathParam("id") String id, @Context UriInfo uri, Body body) {
        Fields.none(body);
        JobView view = jobs.cancel(queue(uri), Named.job(id));
        boolean stopping = view.state() == JobState.ACTIVE;
        return Response.status(stopping ? 202 : 200).entity(view).build();
    }

    private static String queue(UriInfo uri) {
        return Query.of(uri, "queue").name("queue");
    }

    /** The edited payload; null where nothing is edited. */
    private static String payload(Body body) {
        String[] payload = new String[1];
        Fields.read(body, EDIT, Set.of(), (name, in) -> payload[0] = RawValue.of(in));
        return payload[0];
    }
}

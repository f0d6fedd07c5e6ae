package io.yardmaster.web.api.queues;

import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobView;
import io.yardmaster.web.api.jobs.JobsResource;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** Looks at queues, pauses and resumes them. */
@Path("/api/v1/queues")
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {
    private static final Set<String> FILTERS = Set.of("state", "limit", "cursor");
    private static final Set<String> LATER = Set.of("type", "tag", "q", "from", "to");

    private final Queues queues;
    private final Jobs jobs;

    QueuesResource(Queues queues, Jobs jobs) {
        this.queues = queues;
        this.jobs = jobs;
    }

    @GET
    public Items<QueueJson> list(@Context UriInfo uri) {
        return list(queues.all(), Query.of(uri, "limit", "cursor"));
    }

    @GET
    @Path("/{name}")
    public QueueJson one(@PathParam("name") String name, @Context UriInfo uri) {
        Query.none(uri);
        return QueueJson.of(queues.one(Named.queue(name)));
    }

    @GET
    @Path("/{name}/jobs")
    public Items<JobView> jobs(@PathParam("name") String name, @Context UriInfo uri) {
        return JobsResource.list(jobs, Named.queue(name), Query.of(uri, FILTERS, LATER));
    }

    @POST
    @Path("/{name}/pause")
    public QueueJson pause(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        return QueueJson.of(queues.pause(Named.queue(name)));
    }

    @POST
    @Path("/{name}/resume")
    public QueueJson resume(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        return QueueJson.of(queues.resume(Named.queue(name)));
    }

    @POST
    @Path("/pause-all")
    public Items<QueueJson> pauseAll(@Context UriInfo uri, Body body) {
        Query query = Query.of(uri, "limit", "cursor");
        Fields.none(body);
        return list(queues.pauseAll(), query);
    }

    @POST
    @Path("/resume-all")
    public Items<QueueJson> resumeAll(@Context UriInfo uri, Body body) {
        Query query = Query.of(uri, "limit", "cursor");
        Fields.none(body);
        return list(queues.resumeAll(), query);
    }

    private static Items<QueueJson> list(List<QueueInfo> all, Query query) {
        return Items.of(all.stream().map(QueueJson::of).toList(), QueueJson::name, query);
    }
}

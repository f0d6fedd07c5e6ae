package io.yardmaster.web.api.queues;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.operation.Undoing;
import io.yardmaster.engine.queues.QueueGroups;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.QueueTuning;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobView;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.api.listing.JobListing;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.problem.BadInputException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Looks at queues, changes what is set of them, pauses and resumes them. */
@Path("/api/v1/queues")
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {
    private final Queues queues;
    private final QueueTuning tuning;
    private final QueueGroups groups;
    private final Undoing undoing;
    private final JobListing listing;

    QueuesResource(Queues queues, QueueTuning tuning, QueueGroups groups, Undoing undoing, JobListing listing) {
        this.queues = queues;
        this.tuning = tuning;
        this.groups = groups;
        this.undoing = undoing;
        this.listing = listing;
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

    @DELETE
    @Path("/{name}")
    public void delete(@PathParam("name") String name, @Context UriInfo uri) {
        Query.none(uri);
        queues.delete(Named.queue(name));
        undoing.forget(name);
    }

    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public QueueJson change(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        if (!Name.isName(name)) {
            throw new BadInputException(
                    "/name", "must be 1 to 128 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
        tuning.change(name, TuningReader.of(body));
        return QueueJson.of(queues.one(name));
    }

    /** What the groups of a queue hold and get. */
    @GET
    @Path("/{name}/groups")
    public Items<GroupJson> groups(@PathParam("name") String name, @Context UriInfo uri) {
        Query query = Query.of(uri, "limit", "cursor");
        List<GroupJson> all = groups.of(Named.queue(name)).groups().stream()
                .map(GroupJson::of)
                .toList();
        return Items.of(all, GroupJson::group, query);
    }

    /** A group as the API writes it. */
    public record GroupJson(
            String group, int weight, Integer limit, long waiting, long running, Double share, At limitedUntil) {
        static GroupJson of(QueueGroups.Group group) {
            return new GroupJson(
                    group.name(),
                    group.weight(),
                    group.limit(),
                    group.waiting(),
                    group.running(),
                    group.share(),
                    At.of(group.limitedUntil()));
        }
    }

    @GET
    @Path("/{name}/jobs")
    public Items<JobView> jobs(@PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request) {
        Query query = Query.of(uri, "state", "type", "tag", "q", "from", "to", "limit", "cursor");
        return listing.list(Named.queue(name), query, request);
    }

    @POST
    @Path("/{name}/pause")
    public QueueJson pause(@PathParam("name") String name, @Context UriInfo uri, RoutingContext request, Body body) {
        Query.none(uri);
        Fields.none(body);
        return QueueJson.of(queues.pause(Named.queue(name), Caller.of(request).name()));
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
    public Items<QueueJson> pauseAll(@Context UriInfo uri, RoutingContext request, Body body) {
        Query query = Query.of(uri, "limit", "cursor");
        Fields.none(body);
        return list(queues.pauseAll(Caller.of(request).name()), query);
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

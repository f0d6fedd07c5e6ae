package io.yardmaster.web.api.jobs;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.web.api.listing.JobListing;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Looks at jobs and removes them. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
    private final Jobs jobs;
    private final JobListing listing;

    JobsResource(Jobs jobs, JobListing listing) {
        this.jobs = jobs;
        this.listing = listing;
    }

    @GET
    public Items<JobView> list(@Context UriInfo uri, @Context RoutingContext request) {
        Query query = Query.of(uri, "id", "state", "queue", "type", "tag", "q", "from", "to", "limit", "cursor");
        return listing.list(query.name("queue"), query, request);
    }

    @GET
    @Path("/{id}")
    public JobView one(@PathParam("id") String id, @Context UriInfo uri) {
        return jobs.find(Query.of(uri, "queue").name("queue"), Named.job(id));
    }

    @GET
    @Path("/{id}/log")
    public Items<LogEntry> log(@PathParam("id") String id, @Context UriInfo uri) {
        Query query = Query.of(uri, "queue", "limit", "cursor");
        String queue = query.name("queue");
        String job = Named.job(id);
        return Items.of(JobListing.readable(() -> jobs.log(queue, job, query.limit(), query.cursor())), LogEntry::of);
    }

    /** The jobs that run it again: the other end of their {@code sourceJobId}. */
    @GET
    @Path("/{id}/copies")
    public Items<JobView> copies(@PathParam("id") String id, @Context UriInfo uri) {
        Query query = Query.of(uri, "queue", "limit", "cursor");
        List<JobView> all = jobs.copies(jobs.find(query.name("queue"), Named.job(id)));
        return Items.of(all, view -> view.job().id(), query);
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") String id, @Context UriInfo uri) {
        jobs.delete(Query.of(uri, "queue").name("queue"), Named.job(id));
    }

    /** A line of a job's log as the API writes it. */
    public record LogEntry(At at, String level, String message) {
        static LogEntry of(LogLine line) {
            return new LogEntry(At.of(line.at()), line.level(), line.message());
        }
    }
}

package io.yardmaster.web.api.jobs;

import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.LogLine;
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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks at jobs and removes them. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
    private static final Set<String> FILTERS = Set.of("state", "queue", "limit", "cursor");
    private static final Set<String> LATER = Set.of("id", "type", "tag", "q", "from", "to");

    private final Jobs jobs;

    JobsResource(Jobs jobs) {
        this.jobs = jobs;
    }

    @GET
    public Items<JobView> list(@Context UriInfo uri) {
        Query query = Query.of(uri, FILTERS, LATER);
        return list(jobs, query.name("queue"), query);
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
        return Items.of(readable(() -> jobs.log(queue, job, query.limit(), query.cursor())), LogEntry::of);
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

    /** The jobs of the state that the query names. @param queue null for all queues */
    public static Items<JobView> list(Jobs jobs, String queue, Query query) {
        String rule = "must be scheduled, waiting, active, retrying, blocked, completed, dead or cancelled";
        JobState state = query.text("state").flatMap(JobState::of).orElseThrow(() -> Query.wrong("state", rule));
        int limit = query.limit();
        return Items.of(readable(() -> jobs.list(queue, state, limit, query.cursor())), Function.identity());
    }

    /** What a page answers; a cursor that cannot be read is the caller's fault. */
    public static <T> T readable(Supplier<T> page) {
        try {
            return page.get();
        } catch (IllegalArgumentException unreadable) {
            throw Query.wrong("cursor", "is not one that this list gave out");
        }
    }
}

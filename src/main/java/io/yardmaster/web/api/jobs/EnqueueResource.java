package io.yardmaster.web.api.jobs;

import io.yardmaster.engine.jobs.Enqueued;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Standing;
import io.yardmaster.job.text.Trace;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.problem.ConflictException;
import io.yardmaster.web.problem.TooManyException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes new jobs in. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class EnqueueResource {
    /** The largest body of a bulk call in bytes: 16 MB. */
    static final int LARGEST_BULK = 16 << 20;

    /** Megabytes of bulk calls that are read at once: two of the largest. What is made of one takes thrice its size. */
    private static final int BUDGET = 36;

    private static final int PATIENCE_MS = 4_000;

    private final Enqueuer enqueuer;
    private final Jobs jobs;
    private final Semaphore budget = new Semaphore(BUDGET, true);

    EnqueueResource(Enqueuer enqueuer, Jobs jobs) {
        this.enqueuer = enqueuer;
        this.jobs = jobs;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enqueue(@Context UriInfo uri, @HeaderParam("traceparent") List<String> traceparent, Body body) {
        Query.none(uri);
        JsonReader in = new JsonReader(body.text(Body.LARGEST));
        NewJob request = in.whole(() -> NewJobReader.of(in));
        Enqueued enqueued = enqueuer.enqueue(request.trace(Trace.of(traceparent).orElse(null)));
        return switch (enqueued.kind()) {
            case CREATED -> created(view(enqueued));
            case DUPLICATE -> duplicate(enqueued, "id");
            case HELD -> duplicate(enqueued, "unique");
            case CONFLICT -> throw new ConflictException(enqueued);
            case FULL -> throw new IllegalStateException("a full queue is refused before");
        };
    }

    @POST
    @Path("/bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    public BulkAnswer enqueueAll(
            @Context UriInfo uri, @HeaderParam("traceparent") List<String> traceparent, Body body) {
        Query.none(uri);
        int share = Math.min(body.megabytes(BUDGET / 2), BUDGET / 2);
        reserve(share);
        try {
            List<BulkReader.Item> items = BulkReader.of(body.text(LARGEST_BULK));
            Trace trace = Trace.of(traceparent).orElse(null);
            List<NewJob> good = items.stream()
                    .map(BulkReader.Item::job)
                    .filter(job -> job != null)
                    .map(job -> job.trace(trace))
                    .toList();
            return BulkAnswer.of(items, good.isEmpty() ? List.of() : enqueuer.enqueueAll(good));
        } finally {
            budget.release(share);
        }
    }

    private void reserve(int share) {
        try {
            if (budget.tryAcquire(share, PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new TooManyException("too many megabytes of bulk calls are under way; repeat this one");
    }

    /** A job whose id is remembered, and of which nothing else is. @param state always null @param gone always true */
    public record GoneJob(String id, String queue, String state, boolean gone) {}

    /** The answer for a new job, with its address. */
    static Response created(JobView view) {
        return Response.status(Response.Status.CREATED)
                .header("Location", "/api/v1/jobs/" + view.job().id())
                .entity(view)
                .build();
    }

    /** @param by what was there already: "id" or "unique" */
    private Response duplicate(Enqueued enqueued, String by) {
        Job job = enqueued.job();
        Object answer;
        try {
            answer = jobs.find(job.queue(), job.id());
        } catch (UnknownJobException gone) {
            answer = new GoneJob(job.id(), job.queue(), null, true);
        }
        return Response.ok(answer).header("Yardmaster-Duplicate", by).build();
    }

    private static JobView view(Enqueued enqueued) {
        Job job = enqueued.job();
        boolean scheduled = enqueued.state() == JobState.SCHEDULED;
        return JobView.of(job, scheduled ? new Standing.Scheduled(job.dueAt()) : new Standing.Waiting());
    }
}

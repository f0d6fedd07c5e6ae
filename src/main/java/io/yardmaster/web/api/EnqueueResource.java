package io.yardmaster.web.api;

import io.yardmaster.engine.Enqueued;
import io.yardmaster.engine.Enqueuer;
import io.yardmaster.engine.Jobs;
import io.yardmaster.engine.UnknownJobException;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.web.access.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Takes new jobs in. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class EnqueueResource {
    /** The largest body of a bulk call in bytes: 16 MB. */
    static final int LARGEST_BULK = 16 << 20;

    private static final int BULKS_AT_ONCE = 3;

    private final Enqueuer enqueuer;
    private final Jobs jobs;
    /** Each may hold 16 MB and what is made of it. */
    private final Semaphore bulks = new Semaphore(BULKS_AT_ONCE);

    EnqueueResource(Enqueuer enqueuer, Jobs jobs) {
        this.enqueuer = enqueuer;
        this.jobs = jobs;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enqueue(Body body) {
        JsonReader in = new JsonReader(body.text(Body.LARGEST));
        NewJob request = in.whole(() -> JobReader.of(in));
        Enqueued enqueued = enqueuer.enqueue(request);
        return switch (enqueued.kind()) {
            case CREATED -> created(view(enqueued));
            case DUPLICATE -> duplicate(enqueued);
            case CONFLICT -> conflict(enqueued);
        };
    }

    @POST
    @Path("/bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    public BulkAnswer enqueueAll(Body body) {
        if (!bulks.tryAcquire()) {
            throw new TooManyException(BULKS_AT_ONCE + " bulk calls are under way; repeat this one");
        }
        try {
            List<BulkReader.Item> items = BulkReader.of(body.text(LARGEST_BULK));
            List<NewJob> good = items.stream()
                    .map(BulkReader.Item::job)
                    .filter(job -> job != null)
                    .toList();
            return BulkAnswer.of(items, good.isEmpty() ? List.of() : enqueuer.enqueueAll(good));
        } finally {
            bulks.release();
        }
    }

    /** The answer for a new job, with its address. */
    static Response created(JobView view) {
        return Response.created(URI.create("/api/v1/jobs/" + view.job().id()))
                .entity(view)
                .build();
    }

    private Response duplicate(Enqueued enqueued) {
        Job job = enqueued.job();
        JobView view;
        try {
            view = jobs.find(job.queue(), job.id());
        } catch (UnknownJobException gone) {
            view = view(enqueued); // its id is remembered, no more
        }
        return Response.ok(view).header("Yardmaster-Duplicate", "id").build();
    }

    private static Response conflict(Enqueued enqueued) {
        Problem problem = Problem.of(409, "id " + enqueued.job().id() + " was used with another body")
                .with("state", enqueued.state().word());
        return Problems.answer(problem);
    }

    private static JobView view(Enqueued enqueued) {
        Job job = enqueued.job();
        Long at = enqueued.state() == JobState.SCHEDULED ? Long.valueOf(job.dueAt()) : null;
        return new JobView(job, enqueued.state(), at, null, null, false, null, null, List.of());
    }
}

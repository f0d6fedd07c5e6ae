package io.yardmaster.web.api.workflows;

import io.yardmaster.engine.queues.Routing;
import io.yardmaster.engine.workflow.WorkflowView;
import io.yardmaster.engine.workflow.WorkflowViews;
import io.yardmaster.engine.workflow.Workflows;
import io.yardmaster.job.text.Trace;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.problem.TooManyException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Makes, looks at and steers workflows. */
@Path("/api/v1/workflows")
@Produces(MediaType.APPLICATION_JSON)
public class WorkflowsResource {
    /** The largest body in bytes: 16 MB. */
    private static final int LARGEST = 16 << 20;

    private final Workflows workflows;
    private final WorkflowViews views;
    private final Routing routing;
    /** Large bodies that are read at once: what is made of one takes some times its size. */
    private final Semaphore budget = new Semaphore(2, true);

    WorkflowsResource(Workflows workflows, WorkflowViews views, Routing routing) {
        this.workflows = workflows;
        this.views = views;
        this.routing = routing;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Context UriInfo uri, @HeaderParam("traceparent") List<String> traceparent, Body body) {
        Query.none(uri);
        Trace trace = Trace.of(traceparent).orElse(null);
        String id = budgeted(
                body,
                () -> workflows.create(
                        NewWorkflowReader.of(body.text(LARGEST), routing).trace(trace)));
        return Response.created(URI.create("/api/v1/workflows/" + id))
                .entity(one(id))
                .build();
    }

    @GET
    public Items<WorkflowJson> list(@Context UriInfo uri) {
        Query query = Query.of(uri, "limit", "cursor");
        try {
            return Items.of(views.list(query.limit(), query.cursor()), WorkflowJson::of);
        } catch (IllegalArgumentException notOurs) {
            throw Query.wrong("cursor", "is not one that a page before gave");
        }
    }

    @GET
    @Path("/{id}")
    public WorkflowJson one(@PathParam("id") String id, @Context UriInfo uri) {
        Query.none(uri);
        return one(id);
    }

    @POST
    @Path("/{id}/cancel")
    public WorkflowJson cancel(@PathParam("id") String id, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        views.known(id);
        workflows.cancel(id);
        return one(id);
    }

    @POST
    @Path("/{id}/retry")
    public WorkflowJson retry(@PathParam("id") String id, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        views.known(id);
        workflows.retry(id);
        return one(id);
    }

    @POST
    @Path("/{id}/jobs")
    @Consumes(MediaType.APPLICATION_JSON)
    public Workflows.Joined add(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @HeaderParam("traceparent") List<String> traceparent,
            Body body) {
        Query.none(uri);
        views.known(id);
        Trace trace = Trace.of(traceparent).orElse(null);
        return budgeted(
                body,
                () -> workflows.add(
                        id,
                        NewWorkflowReader.added(body.text(LARGEST)).stream()
                                .map(job -> job.trace(trace))
                                .toList()));
    }

    private WorkflowJson one(String id) {
        WorkflowView view = views.one(id);
        return WorkflowJson.of(view);
    }

    private <T> T budgeted(Body body, Supplier<T> act) {
        boolean large = body.megabytes(2) > 1;
        if (large && !budget.tryAcquire()) {
            throw new TooManyException("too many large bodies are being read; repeat this call");
        }
        try {
            return act.get();
        } finally {
            if (large) {
                budget.release();
            }
        }
    }
}

package io.yardmaster.web.console.workflows;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.workflow.WorkflowException;
import io.yardmaster.engine.workflow.WorkflowViews;
import io.yardmaster.engine.workflow.Workflows;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;

/** Retries and cancels a workflow, from the list and from its own page. */
@Path("/workflows/{id}")
@Produces(MediaType.TEXT_HTML)
public class WorkflowActs {
    private final WorkflowViews views;
    private final Workflows workflows;

    WorkflowActs(WorkflowViews views, Workflows workflows) {
        this.views = views;
        this.workflows = workflows;
    }

    @POST
    @Path("/retry")
    public Response retry(RoutingContext context, @PathParam("id") String id, @RestForm String back) {
        return act(context, id, back, () -> {
            workflows.retry(id);
            return Toast.of("Retried the dead members.", "");
        });
    }

    @POST
    @Path("/cancel")
    public Response cancel(RoutingContext context, @PathParam("id") String id, @RestForm String back) {
        return act(context, id, back, () -> {
            workflows.cancel(id);
            return Toast.of("Cancelled the workflow.", "Members that run are told to stop.");
        });
    }

    private Response act(RoutingContext context, String id, String back, Supplier<Toast> act) {
        return Answer.to(context, back, "/workflows", "Not done", () -> {
            try {
                views.known(id);
                return act.get();
            } catch (WorkflowException refused) {
                return Toast.of("Not done:", refused.getMessage() + ".");
            }
        });
    }
}

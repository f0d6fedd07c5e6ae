package io.yardmaster.web.console.workers;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.node.Nodes.UnknownNodeException;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.live.Lookout;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;

/** Quiets and stops workers, whichever node the viewer talks to. */
@Path("/workers")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class WorkerActs {
    private final Nodes nodes;
    private final Lookout lookout;

    WorkerActs(Nodes nodes, Lookout lookout) {
        this.nodes = nodes;
        this.lookout = lookout;
    }

    @POST
    @Path("/{id}/quiet")
    public Response quiet(RoutingContext context, @PathParam("id") String id, @RestForm String back) {
        return act(context, id, NodeInfo.Order.QUIET, back);
    }

    @POST
    @Path("/{id}/stop")
    public Response stop(RoutingContext context, @PathParam("id") String id, @RestForm String back) {
        return act(context, id, NodeInfo.Order.STOP, back);
    }

    private Response act(RoutingContext context, String id, NodeInfo.Order order, String back) {
        String refused = order == NodeInfo.Order.QUIET ? "Not quieted" : "Not stopped";
        Response answer = Answer.to(context, back, "/workers", refused, () -> told(id, order, refused));
        lookout.refresh();
        return answer;
    }

    private Toast told(String id, NodeInfo.Order order, String refused) {
        try {
            NodeInfo node = nodes.order(id, order);
            String name = node.host() + ":" + node.pid();
            return order == NodeInfo.Order.QUIET
                    ? Toast.of("Told " + name + " to be quiet.", "It claims nothing more; what runs goes on.")
                    : Toast.of("Told " + name + " to stop.", "What runs may finish; then its process ends.");
        } catch (UnknownNodeException gone) {
            return Toast.of(refused + ":", "that worker is not there any more.");
        }
    }
}

package io.yardmaster.web.console.queue;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;

/** Pauses and resumes, one queue or all. */
@Path("/queues")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class QueueActs {
    private final Queues queues;
    private final Lookout lookout;

    QueueActs(Queues queues, Lookout lookout) {
        this.queues = queues;
        this.lookout = lookout;
    }

    @POST
    @Path("/pause")
    public Response pauseAll(RoutingContext context, @RestForm String back) {
        return act(context, back, null, "Not paused", () -> {
            boolean noneWas = queues.all().stream().noneMatch(QueueInfo::paused);
            int count = queues.pauseAll(Caller.of(context).name()).size();
            Toast toast = Toast.of("Paused all " + Words.count(count, "queue") + ".", "New ones start paused too.");
            return noneWas ? toast.undoneBy("/queues/resume") : toast; // else it would resume more than was paused
        });
    }

    @POST
    @Path("/resume")
    public Response resumeAll(RoutingContext context, @RestForm String back) {
        return act(context, back, null, "Not resumed", () -> {
            int count = queues.resumeAll().size();
            return Toast.of("Resumed all " + Words.count(count, "queue") + ".", "");
        });
    }

    @POST
    @Path("/{queue}/pause")
    public Response pause(RoutingContext context, @PathParam("queue") String queue, @RestForm String back) {
        return act(context, back, queue, "Not paused", () -> {
            queues.pause(UnknownQueueException.named(queue), Caller.of(context).name());
            return Toast.of("Paused " + queue + ".", "What runs now finishes; nothing new starts.")
                    .undoneBy("/queues/" + queue + "/resume");
        });
    }

    @POST
    @Path("/{queue}/resume")
    public Response resume(RoutingContext context, @PathParam("queue") String queue, @RestForm String back) {
        return act(context, back, queue, "Not resumed", () -> {
            queues.resume(UnknownQueueException.named(queue));
            return Toast.of("Resumed " + queue + ".", "").undoneBy("/queues/" + queue + "/pause");
        });
    }

    /** @param queue the one that is acted on; null for all */
    private Response act(RoutingContext context, String back, String queue, String refused, Supplier<Toast> act) {
        Response answer = Answer.to(context, back, "/", refused, act);
        if (queue == null) {
            lookout.refresh();
        } else {
            lookout.refresh(queue);
        }
        return answer;
    }
}

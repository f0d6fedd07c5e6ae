package io.yardmaster.web.console.job;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.jobs.AmbiguousJobException;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.text.Name;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.live.Lookout;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Acts on one job, by a form whose button names the act. */
@Path("/jobs/{id}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class JobActs {
    private static final String LIST = "/jobs";

    private final Jobs jobs;
    private final Lookout lookout;

    JobActs(Jobs jobs, Lookout lookout) {
        this.jobs = jobs;
        this.lookout = lookout;
    }

    @POST
    @Path("/retry")
    public Response retry(
            RoutingContext context, @PathParam("id") String id, @RestQuery String queue, @RestForm String back) {
        return act(context, id, back, "Not retried", () -> {
            JobView view = jobs.retry(queue(queue), id, null);
            return about(view, "Retried:", "it is " + view.state().word() + " again, with all its attempts.");
        });
    }

    @POST
    @Path("/run-now")
    public Response runNow(
            RoutingContext context, @PathParam("id") String id, @RestQuery String queue, @RestForm String back) {
        return act(
                context,
                id,
                back,
                "Not moved",
                () -> about(jobs.runNow(queue(queue), id), "Moved:", "it runs as soon as a slot is free."));
    }

    @POST
    @Path("/run-again")
    public Response runAgain(
            RoutingContext context, @PathParam("id") String id, @RestQuery String queue, @RestForm String back) {
        return act(
                context,
                id,
                back,
                "Not run again",
                () -> about(
                        jobs.runAgain(queue(queue), id, null), "Enqueued a new job:", "the same type and payload."));
    }

    @POST
    @Path("/cancel")
    public Response cancel(
            RoutingContext context, @PathParam("id") String id, @RestQuery String queue, @RestForm String back) {
        return act(context, id, back, "Not cancelled", () -> {
            JobView view = jobs.cancel(queue(queue), id);
            return view.state() == JobState.ACTIVE
                    ? about(view, "Told to stop:", "its handler ends it, or its time does.")
                    : about(view, "Cancelled:", "it does not run unless someone retries it.");
        });
    }

    /** Removes it for good and goes to the list that it was in. */
    @POST
    @Path("/delete")
    public Response delete(
            RoutingContext context, @PathParam("id") String id, @RestQuery String queue, @RestForm String back) {
        boolean fromItsPage = Name.isId(id) && back != null && back.startsWith("/jobs/");
        String list = fromItsPage ? listOf(id, queue) : back;
        return act(context, id, list, "Not deleted", () -> {
            if (Answer.mayNotRemove(context)) {
                return Toast.of("Not deleted:", "this needs the role admin.");
            }
            jobs.delete(queue(queue), id);
            return Toast.of("Deleted the job", id + ".");
        });
    }

    /** The list that a job is in now; all jobs when it is in none. */
    private String listOf(String id, String queue) {
        try {
            JobView view = jobs.find(queue(queue), id);
            return Links.jobs(view.state(), view.job().queue(), null);
        } catch (UnknownJobException | UnknownQueueException | AmbiguousJobException | StoreAwayException unknown) {
            return LIST;
        }
    }

    private Response act(RoutingContext context, String id, String back, String refused, Supplier<Toast> act) {
        Supplier<Toast> checked = () -> {
            if (!Name.isId(id)) {
                throw new UnknownJobException("of that id");
            }
            return act.get();
        };
        Response answer = Answer.to(context, back, LIST, refused, checked);
        lookout.refresh();
        return answer;
    }

    private static Toast about(JobView view, String said, String rest) {
        return new Toast(
                said, rest, "Open job", Links.job(view.job().id(), view.job().queue()));
    }

    /** A name that no queue can have is as good as none. */
    private static String queue(String hostile) {
        return Name.isName(hostile) ? hostile : null;
    }
}

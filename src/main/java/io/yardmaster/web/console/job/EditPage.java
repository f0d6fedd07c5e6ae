package io.yardmaster.web.console.job;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.jobs.AmbiguousJobException;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Job;
import io.yardmaster.job.Work;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.enqueue.EnqueueForm;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Words;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Changes the payload of a job, and retries it or runs a new one with it. A payload with hidden fields is not shown here. */
@Path("/jobs/{id}/edit")
@Produces(MediaType.TEXT_HTML)
public class EditPage {
    private static final String REFUSED = "Not done";

    @Inject
    Jobs jobs;

    @Inject
    JobSheets sheets;

    @Inject
    Lookout lookout;

    @Inject
    Frames frames;

    @Inject
    Viewer viewer;

    @Inject
    StoreAwayPage away;

    @CheckedTemplate(basePath = "job")
    static class Templates {
        /** @param payload as typed @param wrong a sentence; empty at first */
        static native TemplateInstance edit(Frame frame, JobSheet sheet, String payload, String wrong, String most);
    }

    /** The form; where the job cannot be edited, its own page. */
    @GET
    public Response form(@PathParam("id") String id, @RestQuery String queue) {
        return away.answerUnless("Job", "/jobs", () -> show(id, queue, null, ""));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response retry(
            RoutingContext context,
            @PathParam("id") String id,
            @RestQuery String queue,
            @RestForm String payload,
            @RestForm String act) {
        String typed = payload == null ? "" : payload;
        String json;
        try {
            json = EnqueueForm.json(typed);
        } catch (IllegalArgumentException wrong) {
            String said = wrong.getMessage() + ".";
            return away.answerUnless("Job", "/jobs", () -> show(id, queue, typed, said));
        }
        Response answer = Answer.to(
                context,
                page(id, queue),
                "/jobs",
                REFUSED,
                () -> done(id, name(queue), json == null ? "null" : json, "run-again".equals(act)));
        lookout.refresh();
        return answer;
    }

    private Toast done(String id, String queue, String payload, boolean anew) {
        if (!anew) {
            jobs.retry(queue, id, payload);
            return Toast.of("Retried with the edited payload:", "it is waiting again, with all its attempts.");
        }
        Job made = jobs.runAgain(queue, id, payload).job();
        return new Toast(
                "Enqueued a new job:", "the edited payload.", "Open job", Links.job(made.id(), made.queue()), "");
    }

    private Response show(String id, String queue, String typed, String wrong) {
        try {
            JobSheet sheet = Name.isId(id) ? sheets.of(name(queue), id, viewer.zone()) : null;
            if (sheet == null || sheet.editHref() == null) {
                return elsewhere(id, queue);
            }
            String payload = typed == null ? sheet.payload().text() : typed;
            return Response.status(wrong.isEmpty() ? 200 : 422)
                    .entity(Templates.edit(
                            frames.of("Edit and retry", "/jobs"),
                            sheet,
                            payload,
                            wrong,
                            Words.number(Work.largestPayload())))
                    .build();
        } catch (UnknownJobException | UnknownQueueException | AmbiguousJobException gone) {
            return elsewhere(id, queue);
        }
    }

    private static Response elsewhere(String id, String queue) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", page(id, queue))
                .build();
    }

    private static String page(String id, String queue) {
        return Name.isId(id) ? Links.job(id, name(queue)) : "/jobs";
    }

    private static String name(String hostile) {
        return Name.isName(hostile) ? hostile : null;
    }
}

package io.yardmaster.web.console.job;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.jobs.AmbiguousJobException;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.jobs.JobList;
import io.yardmaster.web.console.jobs.JobsPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened to this job, and what will? */
@Path("/jobs/{id}")
@Produces(MediaType.TEXT_HTML)
public class JobPage {
    private final JobSheets sheets;
    private final JobsPage list;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;

    JobPage(JobSheets sheets, JobsPage list, Frames frames, Viewer viewer, StoreAwayPage away) {
        this.sheets = sheets;
        this.list = list;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
    }

    @CheckedTemplate(basePath = "job")
    static class Templates {
        /** @param raw true to show JSON as it came */
        static native TemplateInstance job(Frame frame, JobSheet sheet, boolean raw, String here);

        static native TemplateInstance delete(Frame frame, JobSheet sheet);

        /** @param choices the queues that have a job of that id */
        static native TemplateInstance which(Frame frame, String id, List<JobList.Choice> choices);
    }

    @GET
    public Response show(@PathParam("id") String id, @RestQuery String queue, @RestQuery String payload) {
        boolean raw = "raw".equals(payload);
        return away.answerUnless("Job", "/jobs", () -> answer(name(queue), id, sheet -> full(sheet, raw)));
    }

    /** What would be deleted, before it is. */
    @GET
    @Path("/delete")
    public Response confirmDelete(@PathParam("id") String id, @RestQuery String queue) {
        return away.answerUnless("Job", "/jobs", () -> answer(name(queue), id, this::deleting));
    }

    private TemplateInstance deleting(JobSheet sheet) {
        return Templates.delete(frames.of("Delete a job", "/jobs"), sheet);
    }

    private TemplateInstance full(JobSheet sheet, boolean raw) {
        String here = Links.job(sheet.view().job().id(), sheet.view().job().queue());
        String live = "/live" + here + (raw ? "&payload=raw" : "");
        String page = sheet.view().state() == JobState.DEAD ? "/dead" : "/jobs";
        return Templates.job(frames.of(sheet.view().job().type(), page, live), sheet, raw, here);
    }

    private Response answer(String known, String id, Function<JobSheet, TemplateInstance> page) {
        if (!Name.isId(id)) {
            return gone(null, "That is no id of a job: ids have letters, digits and . _ : -");
        }
        try {
            return Response.ok(page.apply(sheets.of(known, id, viewer.zone()))).build();
        } catch (UnknownJobException | UnknownQueueException vanished) {
            return gone(
                    known,
                    "The job " + id + " is unknown: it never was here, was removed, or its time to be kept is over.");
        } catch (AmbiguousJobException several) {
            List<JobList.Choice> choices = several.queues().stream()
                    .map(name -> new JobList.Choice(Links.job(id, name), name, false))
                    .toList();
            return Response.ok(Templates.which(frames.of("Which job?", "/jobs"), id, choices))
                    .build();
        }
    }

    private static String name(String hostile) {
        return Name.isName(hostile) ? hostile : null;
    }

    private Response gone(String queue, String notice) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(list.list(JobState.COMPLETED, queue, notice))
                .build();
    }
}

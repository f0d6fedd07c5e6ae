package io.yardmaster.web.console.jobs;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** Where is the job that ...? */
@Path("/jobs")
@Produces(MediaType.TEXT_HTML)
public class JobsPage implements LivePage {
    private final JobLists lists;
    private final Lookout lookout;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;

    JobsPage(JobLists lists, Lookout lookout, Frames frames, Viewer viewer, StoreAwayPage away) {
        this.lists = lists;
        this.lookout = lookout;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
    }

    @CheckedTemplate(basePath = "jobs")
    static class Templates {
        static native TemplateInstance jobs(Frame frame, JobList list);

        static native TemplateInstance tabs(List<JobList.Tab> tabs);
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String key(Address address) {
        return state(address) + " " + queue(address) + filter(address).query();
    }

    /** Rows of a list stay: they would move under the pointer. */
    @Override
    public Map<String, String> parts(Address address) {
        String queue = queue(address);
        Scene scene = lookout.scene(queue);
        String known = scene.queue(queue).isPresent() ? queue : null;
        String tabs = Templates.tabs(JobLists.tabs(scene, state(address), known, filter(address)))
                .render();
        return FrameParts.around(Map.of("job-tabs", tabs), scene, address.zone());
    }

    private static JobState state(Address address) {
        String state = address.query().apply("state");
        return JobState.of(state == null ? "" : state).orElse(JobState.WAITING);
    }

    private static ListFilter filter(Address address) {
        return ListFilter.of(address.query()::apply);
    }

    private static String queue(Address address) {
        String queue = address.query().apply("queue");
        return Name.isName(queue) ? queue : null;
    }

    /** A list, or with an id the job itself. */
    @GET
    public Response show(
            @Context UriInfo uri,
            @RestQuery String state,
            @RestQuery String queue,
            @RestQuery String id,
            @RestQuery String cursor,
            @RestQuery String from,
            @RestQuery String before) {
        String wanted = id == null ? "" : id.strip();
        if (Name.isId(wanted)) {
            return Response.status(Response.Status.SEE_OTHER)
                    .header("Location", Links.job(wanted, null))
                    .build();
        }
        String notice = wanted.isEmpty() ? null : "That is no id of a job: ids have letters, digits and . _ : -";
        JobState known = JobState.of(state == null ? "" : state).orElse(JobState.WAITING);
        ListFilter filter = ListFilter.of(uri.getQueryParameters()::getFirst);
        JobLists.Where turn = JobLists.Where.of(cursor, from, before);
        return away.unless("Jobs", "/jobs", () -> list(known, queue, filter, turn, notice));
    }

    /** The first page of a list with a notice, for a job that is gone. */
    public TemplateInstance list(JobState state, String queue, String notice) {
        return list(state, queue, ListFilter.NONE, JobLists.Where.FIRST, notice);
    }

    private TemplateInstance list(JobState state, String queue, ListFilter filter, JobLists.Where turn, String notice) {
        String live = "/live" + Links.jobs(state, Name.isName(queue) ? queue : null, null) + filter.query();
        return Templates.jobs(
                frames.of("Jobs", "/jobs", live), lists.list(state, queue, filter, turn, notice, viewer.zone()));
    }
}

package io.yardmaster.web.console.jobs;

import io.smallrye.common.annotation.Blocking;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.enqueue.KnownTypes;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Where the search in the top line leads: to a queue, to the jobs of a type or with a tag, else to the job of that id. It
 * knows the names of queues and types from the look that all pages share, and looks at no job.
 */
@Path("/find")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class FindPage {
    private static final String TAG = "tag:";
    private static final String TYPE = "type:";
    private static final String NOTHING =
            "Nothing is called that. Give the id of a job, a queue, a job type, or tag: and a tag.";

    private final Lookout lookout;
    private final HandlerRegistry handlers;
    private final JobsPage jobs;
    private final StoreAwayPage away;

    FindPage(Lookout lookout, HandlerRegistry handlers, JobsPage jobs, StoreAwayPage away) {
        this.lookout = lookout;
        this.handlers = handlers;
        this.jobs = jobs;
        this.away = away;
    }

    /** @param asked hostile; null or blank for the list of jobs */
    @GET
    public Response find(@RestQuery("q") String asked) {
        String wanted = asked == null ? "" : asked.strip();
        String place = wanted.isEmpty() ? "/jobs" : place(wanted);
        return place == null
                ? away.unless("Jobs", "/jobs", () -> jobs.list(JobState.WAITING, null, NOTHING))
                : Response.status(Response.Status.SEE_OTHER)
                        .header("Location", place)
                        .build();
    }

    /** Null where nothing can be called that. */
    private String place(String wanted) {
        if (wanted.startsWith(TAG)) {
            return list(ListFilter.of(name -> name.equals("tag") ? after(wanted, TAG) : null));
        }
        if (wanted.startsWith(TYPE)) {
            return list(ListFilter.of(name -> name.equals("type") ? after(wanted, TYPE) : null));
        }
        if (!Name.isId(wanted)) {
            return null;
        }
        Scene scene = lookout.scene(wanted);
        if (scene.queue(wanted).isPresent()) {
            return "/queues/" + wanted;
        }
        return KnownTypes.of(handlers, scene).has(wanted) ? list(ListFilter.ofType(wanted)) : Links.job(wanted, null);
    }

    private static String after(String wanted, String word) {
        return wanted.substring(word.length()).strip();
    }

    private static String list(ListFilter filter) {
        return filter.isEmpty() ? null : Links.jobs(JobState.WAITING, null, null) + filter.query();
    }
}

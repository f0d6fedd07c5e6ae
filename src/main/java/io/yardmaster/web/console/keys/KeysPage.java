package io.yardmaster.web.console.keys;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.queues.UniqueKeys;
import io.yardmaster.engine.queues.UnknownKeyException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.HeldKeys;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.words.Zone;
import io.yardmaster.web.console.words.Zone.Moment;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/** Which keys do the unique jobs of a queue hold, and until when? Frees one. */
@Path("/queues/{name}/unique-keys")
@Blocking
public class KeysPage {
    private static final int MOST = 500;
    private static final HeldKeys NONE = new HeldKeys(List.of(), null);

    private final UniqueKeys keys;
    private final Frames frames;
    private final Viewer viewer;
    private final InstantSource clock;

    KeysPage(UniqueKeys keys, Frames frames, Viewer viewer, InstantSource clock) {
        this.keys = keys;
        this.frames = frames;
        this.viewer = viewer;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "keys")
    static class Templates {
        static native TemplateInstance keys(Frame frame, View view);
    }

    /** What the page shows. @param more true when there are more keys than rows */
    public record View(String queue, List<Row> rows, boolean more) {}

    /** A key. @param until in words; empty when {@code ends} says it @param ends null when no time ends it */
    public record Row(String key, String jobId, String href, String until, Moment ends) {
        static Row of(String queue, HeldKey held, Zone zone, long now) {
            String until = held.until() == Unique.Until.START ? "its job starts" : "its job ends";
            return new Row(
                    held.key(),
                    held.jobId(),
                    Links.job(held.jobId(), queue),
                    held.endsAt() == null ? until : "",
                    held.endsAt() == null ? null : zone.moment(held.endsAt(), now));
        }
    }

    /** The page; of a queue that is not there, without rows. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show(@PathParam("name") String name) {
        HeldKeys held = held(name);
        Zone zone = viewer.zone();
        List<Row> rows = held.keys().stream()
                .map(one -> Row.of(name, one, zone, clock.millis()))
                .toList();
        return Templates.keys(frames.of("Unique keys of " + name, name), new View(name, rows, held.next() != null));
    }

    /** Frees a key and goes back to the page. */
    @POST
    @Path("/release")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response release(
            RoutingContext context, @PathParam("name") String name, @RestForm String key, @RestForm String back) {
        return Answer.to(context, back, "/", "Not freed", () -> freed(name, key));
    }

    private Toast freed(String name, String key) {
        if (!Name.isName(name) || key == null || !Unique.isKey(key)) {
            throw new UnknownQueueException("of that name");
        }
        try {
            keys.release(name, key);
            return Toast.of("Freed the key " + key + ".", "The job that held it goes on; another may take it now.");
        } catch (UnknownKeyException free) {
            return Toast.of("Not freed:", "nobody holds that key any more.");
        }
    }

    private HeldKeys held(String name) {
        try {
            return Name.isName(name) ? keys.held(name, null, MOST) : NONE;
        } catch (UnknownQueueException gone) {
            return NONE;
        }
    }
}

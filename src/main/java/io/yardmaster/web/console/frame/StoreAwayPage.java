package io.yardmaster.web.console.frame;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.node.Health;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Any page whose data cannot be read now: says so, since when, and that nothing is lost. */
@Singleton
public class StoreAwayPage {
    private final Frames frames;
    private final Viewer viewer;
    private final Health health;
    private final InstantSource clock;

    StoreAwayPage(Frames frames, Viewer viewer, Health health, InstantSource clock) {
        this.frames = frames;
        this.viewer = viewer;
        this.health = health;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "frame")
    static class Templates {
        /** @param since null when the store has only just gone away */
        static native TemplateInstance away(Frame frame, Zone.Moment since);
    }

    /** The page, or this one in its place. @param page as in {@link Frames#of(String, String)} */
    public Response unless(String title, String page, Supplier<TemplateInstance> wanted) {
        return answerUnless(title, page, () -> Response.ok(wanted.get()).build());
    }

    /** The answer, or this page in its place. */
    public Response answerUnless(String title, String page, Supplier<Response> wanted) {
        try {
            return wanted.get();
        } catch (StoreAwayException away) {
            return show(title, page);
        }
    }

    /** 503, to be asked again soon. */
    private Response show(String title, String page) {
        Long since = health.storeAwaySince();
        Zone.Moment moment = since == null ? null : viewer.zone().moment(since, clock.millis());
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header("Retry-After", 2)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(Templates.away(frames.of(title, page), moment))
                .build();
    }
}

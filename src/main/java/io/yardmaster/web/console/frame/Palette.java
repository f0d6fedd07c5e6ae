package io.yardmaster.web.console.frame;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;

/** The list of the palette: pages, acts that ask first, and queues. Our script asks for it when it is opened. */
@Path("/palette")
@Blocking
public class Palette {
    private final Lookout lookout;

    Palette(Lookout lookout) {
        this.lookout = lookout;
    }

    @CheckedTemplate(basePath = "frame")
    static class Templates {
        static native TemplateInstance palette(List<Entry> entries);
    }

    /** A place to go. @param kind page, act or queue */
    public record Entry(String label, String kind, String href) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list() {
        return Templates.palette(entries(lookout.scene()));
    }

    static List<Entry> entries(Scene scene) {
        List<Entry> entries = new ArrayList<>(List.of(
                new Entry("Overview", "page", "/"),
                new Entry("Jobs", "page", "/jobs"),
                new Entry("Dead", "page", "/dead"),
                new Entry("Enqueue a job", "page", "/enqueue"),
                new Entry("System", "page", "/system"),
                new Entry("Pause all queues…", "act", "/pause-all")));
        for (QueueSnapshot queue : Frames.inOrder(scene)) {
            entries.add(new Entry(queue.name(), "queue", "/queues/" + queue.name()));
        }
        return entries;
    }
}

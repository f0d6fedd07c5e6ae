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

/**
 * What the palette offers beside the pages of the menu, which are on every page: acts that ask first, and queues. Our
 * script asks for it when the palette is opened.
 */
@Path("/palette")
@Blocking
public class Palette {
    /** Of more queues the palette holds those with trouble, and the others by name; the overview searches them all. */
    private static final int MOST_QUEUES = 1_000;

    private final Lookout lookout;

    Palette(Lookout lookout) {
        this.lookout = lookout;
    }

    @CheckedTemplate(basePath = "frame")
    static class Templates {
        static native TemplateInstance palette(List<Entry> entries);
    }

    /** A place to go. @param kind act or queue */
    public record Entry(String label, String kind, String href) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list() {
        return Templates.palette(entries(lookout.scene()));
    }

    static List<Entry> entries(Scene scene) {
        List<Entry> entries = new ArrayList<>(List.of(
                new Entry("Settings and routes", "page", "/settings"),
                new Entry("Enqueue a job", "act", "/enqueue"),
                new Entry("New schedule", "act", "/new-schedule"),
                new Entry("New alert rule", "act", "/alerts/new-rule"),
                new Entry("Pause all queues…", "act", "/pause-all")));
        scene.inOrder().stream()
                .map(QueueSnapshot::name)
                .limit(MOST_QUEUES)
                .forEach(name -> entries.add(new Entry(name, "queue", "/queues/" + name)));
        return entries;
    }
}

package io.yardmaster.web.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Is everything all right, and if not, where? */
@Path("/")
@Blocking
public class OverviewPage {
    @Inject
    Lookout lookout;

    @Inject
    Frames frames;

    @Inject
    Viewer viewer;

    @CheckedTemplate(basePath = "")
    static class Templates {
        static native TemplateInstance overview(Frame frame, View view);
    }

    /** What the page shows. */
    public record View(
            Verdict verdict, List<QueueRow> queues, boolean allPaused, List<Totals.Total> totals, Charts charts) {
        static View of(Scene scene, Zone zone) {
            return new View(
                    Verdict.of(scene, zone),
                    Frames.inOrder(scene).stream().map(QueueRow::of).toList(),
                    scene.queues().stream().allMatch(lane -> lane.info().paused()),
                    Totals.of(scene),
                    Charts.of(scene.hour(), Range.HOUR, zone));
        }
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return Templates.overview(
                frames.of("Overview", "/", "/live/overview"), View.of(lookout.scene(), viewer.zone()));
    }
}

package io.yardmaster.web.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    @CheckedTemplate(basePath = "parts")
    static class Parts {
        static native TemplateInstance verdict(Verdict verdict);

        static native TemplateInstance queueRow(QueueRow row);

        static native TemplateInstance queuesEmpty(boolean empty);

        static native TemplateInstance totals(List<Totals.Total> totals);

        static native TemplateInstance charts(Charts charts);
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

    /** The parts of the page that move. */
    static Map<String, String> parts(Scene scene, Zone zone) {
        View view = View.of(scene, zone);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("verdict", Parts.verdict(view.verdict()).render());
        view.queues()
                .forEach(row ->
                        parts.put("queue-" + row.name(), Parts.queueRow(row).render()));
        parts.put("queues-empty", Parts.queuesEmpty(view.queues().isEmpty()).render());
        parts.put("totals", Parts.totals(view.totals()).render());
        parts.put("charts", Parts.charts(view.charts()).render());
        return FrameParts.around(parts, scene, zone);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return Templates.overview(
                frames.of("Overview", "/", "/live/overview"), View.of(lookout.scene(), viewer.zone()));
    }
}

package io.yardmaster.web.console.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.web.console.chart.Charts;
import io.yardmaster.web.console.chart.Range;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.parts.Totals;
import io.yardmaster.web.console.parts.Verdict;
import io.yardmaster.web.console.schedules.ScheduleBoard;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Is everything all right, and if not, where? */
@Path("/")
@Blocking
public class OverviewPage implements LivePage {
    @Inject
    Lookout lookout;

    @Inject
    Frames frames;

    @Inject
    Viewer viewer;

    @Inject
    ScheduleBoard schedules;

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        static native TemplateInstance overview(Frame frame, View view, List<ScheduleBoard.Upcoming> due);

        static native TemplateInstance queueRow(QueueRow row);

        static native TemplateInstance queuesEmpty(boolean empty);
    }

    @CheckedTemplate(basePath = "parts")
    public static class Parts {
        public static native TemplateInstance verdict(Verdict verdict);

        public static native TemplateInstance totals(List<Totals.Total> totals);

        public static native TemplateInstance charts(Charts charts);
    }

    /**
     * What the page shows.
     *
     * @param queues those that fail first, then by name
     * @param allPaused no queue takes jobs
     * @param range of the charts
     */
    public record View(
            Verdict verdict,
            List<QueueRow> queues,
            boolean allPaused,
            List<Totals.Total> totals,
            Charts charts,
            Range range) {
        public Range[] ranges() {
            return Range.values();
        }
    }

    /** The page. @param key of the charts' range; an hour when it names none */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show(@QueryParam("range") String key) {
        Range range = Range.of(key);
        Frame frame = frames.of("Overview", "/", "/live/overview?range=" + range.key());
        return Templates.overview(frame, view(range, viewer.zone()), schedules.nextHour(viewer.zone()));
    }

    @Override
    public String name() {
        return "overview";
    }

    @Override
    public String key(Address address) {
        return range(address).key();
    }

    @Override
    public Map<String, String> parts(Address address) {
        return parts(range(address), address.zone());
    }

    private static Range range(Address address) {
        return Range.of(address.query().apply("range"));
    }

    private Map<String, String> parts(Range range, Zone zone) {
        View view = view(range, zone);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("verdict", Parts.verdict(view.verdict()).render());
        for (QueueRow row : view.queues()) {
            parts.put("queue-" + row.name(), Templates.queueRow(row).render());
        }
        parts.put("queues-empty", Templates.queuesEmpty(view.queues().isEmpty()).render());
        parts.put("totals", Parts.totals(view.totals()).render());
        parts.put("charts", Parts.charts(view.charts()).render());
        return FrameParts.around(parts, lookout.scene(), zone);
    }

    private View view(Range range, Zone zone) {
        Scene scene = lookout.scene();
        boolean asItWas = scene.awaySince() != null || range == Range.HOUR;
        List<HistoryPoint> points = asItWas ? scene.hour() : lookout.history(null, range);
        return new View(
                Verdict.of(scene, zone),
                Frames.inOrder(scene).stream().map(QueueRow::of).toList(),
                scene.queues().stream().allMatch(lane -> lane.info().paused()),
                Totals.of(scene),
                Charts.of(points, range, zone),
                range);
    }
}

package io.yardmaster.web.console.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.web.console.chart.Charts;
import io.yardmaster.web.console.chart.Range;
import io.yardmaster.web.console.frame.AlarmLines;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
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
        static native TemplateInstance overview(Frame frame, View view, ScheduleBoard.NextHour due);

        static native TemplateInstance queueRow(QueueRow row);

        static native TemplateInstance holdAll(View view);

        static native TemplateInstance queuesEmpty(boolean empty);
    }

    @CheckedTemplate(basePath = "parts")
    public static class Parts {
        public static native TemplateInstance verdict(Verdict verdict);

        public static native TemplateInstance totals(List<Totals.Total> totals);

        public static native TemplateInstance charts(Charts charts);
    }

    @CheckedTemplate(basePath = "schedules")
    static class Due {
        static native TemplateInstance due(ScheduleBoard.NextHour hour);
    }

    /**
     * What the page shows.
     *
     * @param allPaused no queue takes jobs
     */
    public record View(Verdict verdict, QueueTable table, boolean allPaused, List<Totals.Total> totals, Charts charts) {
        public Range[] ranges() {
            return Range.values();
        }
    }

    /** The page: range of the charts, filter, order, fold and page of the queues are in its query. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show(@Context UriInfo uri) {
        OverviewQuery asked = OverviewQuery.of(uri.getQueryParameters()::getFirst);
        boolean anyRange = !uri.getQueryParameters().containsKey("range");
        OverviewQuery wanted = anyRange && Charts.isYoung(lookout.scene().hour()) ? asked.of(Range.QUARTER) : asked;
        Frame frame = frames.of("Overview", "/", "/live/overview" + wanted.query());
        View view = view(wanted, viewer.zone());
        Frame own = frame.with(others(view, viewer.zone()));
        return Templates.overview(own, view, schedules.nextHour(viewer.zone()));
    }

    @Override
    public String name() {
        return "overview";
    }

    @Override
    public String key(Address address) {
        return OverviewQuery.of(address.query()).query();
    }

    @Override
    public Map<String, String> parts(Address address) {
        Zone zone = address.zone();
        View view = view(OverviewQuery.of(address.query()), zone);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("verdict", Parts.verdict(view.verdict()).render());
        parts.put("all-queues", Templates.holdAll(view).render());
        for (QueueRow row : view.table().rows()) {
            parts.put("queue-" + row.name(), Templates.queueRow(row).render());
        }
        parts.put("queues-empty", Templates.queuesEmpty(view.table().isEmpty()).render());
        parts.put("totals", Parts.totals(view.totals()).render());
        if (lookout.scene().awaySince() == null) {
            parts.put("due", Due.due(schedules.nextHour(zone)).render());
        }
        parts.put("charts", Parts.charts(view.charts()).render());
        Map<String, String> all = FrameParts.around(parts, lookout.scene(), zone);
        all.put("alarm", FrameParts.alarm(others(view, zone)));
        return all;
    }

    /** The alerts that no row of the status block says. */
    private Frame.Alarm others(View view, Zone zone) {
        return AlarmLines.of(lookout.scene(), zone, view.verdict().alerts());
    }

    private View view(OverviewQuery wanted, Zone zone) {
        Range range = wanted.range();
        Scene scene = lookout.scene();
        boolean asItWas = scene.awaySince() != null || range == Range.HOUR;
        List<HistoryPoint> points = asItWas ? scene.hour() : lookout.history(null, range);
        return new View(
                Verdict.of(scene, zone),
                QueueTable.of(scene, wanted),
                scene.queues().stream().allMatch(lane -> lane.info().paused()),
                Totals.of(scene),
                Charts.of(points, new Charts.View(null, range, zone, lookout.events())));
    }
}

package io.yardmaster.web.console.schedules;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.jobs.JobList.Pages;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.schedules.ScheduleList.Ask;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** What runs when, and did it? Rows stay where they are while their cells move. */
@Path("/schedules")
@Produces(MediaType.TEXT_HTML)
public class SchedulesPage implements LivePage {
    private static final int MOST_REMEMBERED = 500;

    private final ScheduleBoard board;
    private final Catalogue catalogue;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;
    /** The rows of pages that are watched: those of their first look. */
    private final Map<String, List<String>> watched = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    SchedulesPage(ScheduleBoard board, Catalogue catalogue, Frames frames, Viewer viewer, StoreAwayPage away) {
        this.board = board;
        this.catalogue = catalogue;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
    }

    @CheckedTemplate(basePath = "schedules")
    static class Templates {
        static native TemplateInstance schedules(Frame frame, View view);

        static native TemplateInstance sentence(String text);

        static native TemplateInstance tabs(List<ScheduleList.Tab> tabs);

        static native TemplateInstance nextCell(ScheduleRow row);

        static native TemplateInstance lastCell(ScheduleRow row);

        static native TemplateInstance stripCell(ScheduleRow row);

        static native TemplateInstance actCell(ScheduleRow row);
    }

    /** @param text that is looked for; empty for none @param note below the table */
    public record View(
            String sentence,
            List<ScheduleList.Tab> tabs,
            String text,
            List<ScheduleRow> rows,
            Pages pages,
            String note) {}

    @GET
    public Response show(@RestQuery String show, @RestQuery String q, @RestQuery String page, @RestQuery String at) {
        return away.unless("Schedules", "/schedules", () -> page(Ask.of(show, q, page, at)));
    }

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public String key(Address address) {
        return ask(address).query();
    }

    @Override
    public Map<String, String> parts(Address address) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts(ask(address), address.zone(), parts);
        return FrameParts.around(parts, board.scene(), address.zone());
    }

    private void parts(Ask asked, Zone zone, Map<String, String> parts) {
        Catalogue.Contents contents = catalogue.contents();
        ScheduleList list = board.list(asked.asOf(contents.now()), contents);
        List<String> names = remembered(asked.query(), list.names());
        parts.put("schedules-say", Templates.sentence(list.sentence()).render());
        parts.put("schedule-tabs", Templates.tabs(list.tabs()).render());
        for (ScheduleRow row : board.named(names, zone, contents.now())) {
            parts.put("next-" + row.name(), Templates.nextCell(row).render());
            parts.put("last-" + row.name(), Templates.lastCell(row).render());
            parts.put("strip-" + row.name(), Templates.stripCell(row).render());
            parts.put("act-" + row.name(), Templates.actCell(row).render());
        }
    }

    private synchronized List<String> remembered(String query, List<String> names) {
        return watched.computeIfAbsent(query, first -> names);
    }

    private static Ask ask(Address address) {
        var query = address.query();
        return Ask.of(query.apply("show"), query.apply("q"), query.apply("page"), query.apply("at"));
    }

    private TemplateInstance page(Ask asked) {
        Catalogue.Contents contents = catalogue.contents();
        Ask ask = asked.asOf(contents.now());
        ScheduleList list = board.list(ask, contents);
        Zone zone = viewer.zone();
        View view = new View(
                list.sentence(),
                list.tabs(),
                ask.text(),
                board.named(list.names(), zone, contents.now()),
                pages(ask, list, zone.moment(ask.at(), contents.now())),
                "Sorted by next run. Times in your zone, " + zone.city() + ".");
        return Templates.schedules(frames.of("Schedules", "/schedules", "/live/schedules?" + ask.query()), view);
    }

    private static Pages pages(Ask ask, ScheduleList list, Zone.Moment asOf) {
        int from = (ask.page() - 1) * ScheduleList.PAGE;
        int to = from + list.names().size();
        String shown =
                Words.number(from + 1L) + " to " + Words.number(to) + " of " + Words.count(list.total(), "schedule");
        return new Pages(
                ask.page() > 1 ? ask.href(ask.show()) : null,
                ask.page() > 2 ? ask.href(ask.page() - 1) : null,
                to < list.total() ? ask.href(ask.page() + 1) : null,
                shown,
                asOf,
                ask.href(ask.show()));
    }
}

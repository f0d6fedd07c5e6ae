package io.yardmaster.web.console.schedules;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.RestQuery;

/** What runs when, and did it? */
@Path("/schedules")
@Produces(MediaType.TEXT_HTML)
public class SchedulesPage {
    private static final int MOST_SHOWN = 100;

    private final ScheduleBoard board;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;

    SchedulesPage(ScheduleBoard board, Frames frames, Viewer viewer, StoreAwayPage away) {
        this.board = board;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
    }

    @CheckedTemplate(basePath = "schedules")
    static class Templates {
        static native TemplateInstance schedules(Frame frame, View view);
    }

    /** @param text that is looked for; empty for none @param note below the table */
    public record View(String sentence, List<Tab> tabs, String text, List<ScheduleRow> rows, String note) {}

    /** A filter. */
    public record Tab(String title, String count, String href, boolean current) {}

    /** The filters. */
    private enum Show {
        ALL(row -> true),
        FAILING(ScheduleRow::failing),
        MISSED(ScheduleRow::missed),
        PAUSED(ScheduleRow::paused);

        private final Predicate<ScheduleRow> takes;

        Show(Predicate<ScheduleRow> takes) {
            this.takes = takes;
        }

        private static Show of(String word) {
            for (Show show : values()) {
                if (show.name().equalsIgnoreCase(word)) {
                    return show;
                }
            }
            return ALL;
        }
    }

    @GET
    public Response show(@RestQuery String show, @RestQuery String q) {
        String text = q == null ? "" : Text.cut(q.strip(), 128);
        return away.unless("Schedules", "/schedules", () -> page(Show.of(show), text));
    }

    private TemplateInstance page(Show show, String text) {
        List<ScheduleRow> all = board.rows(text, viewer.zone());
        List<ScheduleRow> rows =
                all.stream().filter(show.takes).limit(MOST_SHOWN).toList();
        List<Tab> tabs = new ArrayList<>();
        for (Show one : Show.values()) {
            long count = all.stream().filter(one.takes).count();
            String word = one.name().toLowerCase(Locale.ROOT);
            tabs.add(new Tab(Words.capital(word), Words.count(count), href(word, text), one == show));
        }
        View view = new View(sentence(all, text), tabs, text, rows, note(all.size()));
        return Templates.schedules(frames.of("Schedules", "/schedules"), view);
    }

    private String note(int shown) {
        int count = board.count();
        String more = count > ScheduleBoard.MOST && shown > 0
                ? " Of " + Words.number(count) + " schedules the first " + ScheduleBoard.MOST
                        + " by name are looked at."
                : "";
        return "Sorted by next run. Times in your zone, " + viewer.zone().city() + "." + more;
    }

    private static String sentence(List<ScheduleRow> all, String text) {
        String count = Words.count(all.size(), "schedule") + (text.isEmpty() ? "." : " with that name or type.");
        List<String> wrong = new ArrayList<>();
        all.stream().filter(ScheduleRow::failing).limit(3).forEach(row -> wrong.add(row.name() + " failed"));
        all.stream().filter(ScheduleRow::missed).limit(3).forEach(row -> wrong.add(row.name() + " missed a run"));
        all.stream().filter(ScheduleRow::paused).limit(3).forEach(row -> wrong.add(row.name() + " is paused"));
        return wrong.isEmpty() ? count : count + " " + String.join(", ", wrong) + ".";
    }

    private static String href(String show, String text) {
        String query = text.isEmpty() ? "" : "&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        return "/schedules?show=" + show + query;
    }
}

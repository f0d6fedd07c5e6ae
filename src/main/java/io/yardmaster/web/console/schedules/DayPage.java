package io.yardmaster.web.console.schedules;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** What runs in the next 24 hours, hour by hour, over all schedules. */
@Path("/schedule-day")
@Produces(MediaType.TEXT_HTML)
public class DayPage {
    private static final long HOUR_MS = 3_600_000;
    private static final int HOURS = 24;
    /** Of each schedule: one a minute. */
    private static final int MOST_RUNS = 1_500;

    private final ScheduleBoard board;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;

    DayPage(ScheduleBoard board, Frames frames, Viewer viewer, StoreAwayPage away) {
        this.board = board;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
    }

    @CheckedTemplate(basePath = "schedules")
    static class Templates {
        static native TemplateInstance day(Frame frame, List<Hour> hours, boolean rare);
    }

    /** An hour. @param runs each schedule once, with its first time and how often it runs */
    public record Hour(String title, List<Planned> runs) {}

    /** A schedule within an hour. @param more empty where it runs once */
    public record Planned(String name, String href, Zone.Moment at, String more) {}

    /** @param rare leaves out what runs more than once an hour */
    @GET
    public Response show(@RestQuery boolean rare) {
        return away.unless(
                "Next 24 hours",
                "/schedules",
                () -> Templates.day(frames.of("Next 24 hours", "/schedules"), hours(rare), rare));
    }

    private List<Hour> hours(boolean rare) {
        Zone zone = viewer.zone();
        long now = board.now();
        long first = now - now % HOUR_MS;
        List<Hour> hours = new ArrayList<>();
        List<ScheduleBoard.Upcoming> all = board.within(HOURS * HOUR_MS, MOST_RUNS, zone);
        for (int i = 0; i <= HOURS; i++) {
            long from = first + i * HOUR_MS;
            Map<String, List<ScheduleBoard.Upcoming>> byName = new LinkedHashMap<>();
            all.stream()
                    .filter(one -> now + one.at().distanceMs() >= from
                            && now + one.at().distanceMs() < from + HOUR_MS)
                    .forEach(one -> byName.computeIfAbsent(one.name(), name -> new ArrayList<>())
                            .add(one));
            List<Planned> runs = byName.values().stream()
                    .filter(runsOfOne -> !rare || runsOfOne.size() == 1)
                    .map(DayPage::planned)
                    .toList();
            if (!runs.isEmpty()) {
                hours.add(new Hour(zone.day(from) + " to " + zone.minute(from + HOUR_MS), runs));
            }
        }
        return hours;
    }

    private static Planned planned(List<ScheduleBoard.Upcoming> runs) {
        ScheduleBoard.Upcoming first = runs.getFirst();
        String more = runs.size() == 1 ? "" : Words.count(runs.size(), "run") + " in this hour";
        return new Planned(first.name(), "/schedules/" + first.name(), first.at(), more);
    }
}

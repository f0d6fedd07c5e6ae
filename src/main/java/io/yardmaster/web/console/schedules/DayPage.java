package io.yardmaster.web.console.schedules;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.schedules.Catalogue.Contents;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestQuery;

/** What runs in the next 24 hours, hour by hour on the clock of the viewer, over all schedules. */
@Path("/schedule-day")
@Produces(MediaType.TEXT_HTML)
public class DayPage implements LivePage {
    private static final String TITLE = "Next 24 hours";
    private static final long DAY_MS = 86_400_000;
    /** Rows an hour, and where one hour is shown alone. */
    private static final int MOST_ROWS = 40;

    private static final int MOST_ROWS_ALONE = 500;
    private static final int MOST_REMEMBERED = 50;

    private final Catalogue catalogue;
    private final ScheduleBoard board;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;
    /** What runs in which hour changes with the schedules and the hour alone. */
    private final Map<Key, TreeMap<Long, List<Run>>> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TreeMap<Long, List<Run>>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    DayPage(Catalogue catalogue, ScheduleBoard board, Frames frames, Viewer viewer, StoreAwayPage away) {
        this.catalogue = catalogue;
        this.board = board;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
    }

    @CheckedTemplate(basePath = "schedules")
    static class Templates {
        static native TemplateInstance day(Frame frame, List<Hour> hours, boolean rare, boolean alone);

        static native TemplateInstance hours(List<Hour> hours, boolean rare, boolean alone);
    }

    /** What is looked at. @param only the start of the one hour, epoch milliseconds; null for all */
    private record Ask(boolean rare, Long only) {
        static Ask of(boolean rare, String hour) {
            return new Ask(rare, hour != null && hour.matches("[0-9]{1,15}") ? Long.valueOf(hour) : null);
        }

        String query() {
            return "rare=" + rare + (only == null ? "" : "&hour=" + only);
        }
    }

    private record Key(long version, Zone zone, long first) {}

    /** The first run of a schedule within an hour, epoch milliseconds. */
    private record Run(Schedule schedule, long at, boolean once) {}

    /**
     * An hour.
     *
     * @param start epoch milliseconds
     * @param clock when it begins, such as 02:00
     * @param runs each schedule once, with its first time and how often it runs
     * @param more how many schedules have no row
     */
    public record Hour(long start, String clock, String title, List<Planned> runs, int more) {}

    /** A schedule within an hour. @param often empty where it runs once */
    public record Planned(String name, String href, Zone.Moment at, String often) {}

    /** @param rare leaves out what runs more than once an hour @param hour epoch milliseconds; only that hour */
    @GET
    public Response show(@RestQuery boolean rare, @RestQuery String hour) {
        Ask ask = Ask.of(rare, hour);
        return away.unless(TITLE, "/schedules", () -> {
            Frame frame = frames.of(TITLE, "/schedules", "/live/schedule-day?" + ask.query());
            return Templates.day(frame, hours(ask, viewer.zone()), ask.rare(), ask.only() != null);
        });
    }

    @Override
    public String name() {
        return "schedule-day";
    }

    @Override
    public String key(Address address) {
        return ask(address).query();
    }

    @Override
    public Map<String, String> parts(Address address) {
        Ask ask = ask(address);
        Map<String, String> parts = new LinkedHashMap<>();
        List<Hour> hours = hours(ask, address.zone());
        parts.put(
                "hours", Templates.hours(hours, ask.rare(), ask.only() != null).render());
        return FrameParts.around(parts, board.scene(), address.zone());
    }

    private static Ask ask(Address address) {
        return Ask.of(
                Boolean.parseBoolean(address.query().apply("rare")),
                address.query().apply("hour"));
    }

    private List<Hour> hours(Ask ask, Zone zone) {
        Long only = ask.only();
        Contents contents = catalogue.contents();
        List<Hour> hours = new ArrayList<>();
        byHour(contents, zone).forEach((start, all) -> {
            List<Run> runs = ask.rare() ? all.stream().filter(Run::once).toList() : all;
            if (!runs.isEmpty() && (only == null || only.equals(start))) {
                hours.add(hour(start, runs, only == null ? MOST_ROWS : MOST_ROWS_ALONE, zone, contents.now()));
            }
        });
        return hours;
    }

    private static Hour hour(long start, List<Run> runs, int most, Zone zone, long now) {
        long end = zone.nextHour(start);
        List<Planned> shown = runs.stream()
                .limit(most)
                .map(run -> planned(run, end, zone, now))
                .toList();
        String title = zone.day(start) + " to " + zone.minute(end);
        return new Hour(start, zone.minute(start), title, shown, runs.size() - shown.size());
    }

    private static Planned planned(Run run, long end, Zone zone, long now) {
        String often = run.once() ? "" : ScheduleBoard.often(run.schedule(), run.at(), end - 1);
        String name = run.schedule().name();
        return new Planned(name, "/schedules/" + name, zone.moment(run.at(), now), often);
    }

    private synchronized TreeMap<Long, List<Run>> byHour(Contents contents, Zone zone) {
        long first = zone.hour(contents.now());
        Key key = new Key(contents.version(), zone, first);
        TreeMap<Long, List<Run>> known = remembered.get(key);
        if (known == null) {
            known = new TreeMap<>();
            for (Catalogue.Entry entry : contents.order()) {
                add(entry, contents.now(), zone, known);
            }
            known.values().forEach(runs -> runs.sort(Comparator.comparingLong(Run::at)));
            remembered.put(key, known);
        }
        return known;
    }

    /** A schedule's first run of each hour; it is asked twice an hour that it runs in. */
    private static void add(Catalogue.Entry entry, long now, Zone zone, TreeMap<Long, List<Run>> byHour) {
        Long at = entry.next();
        while (at != null && at < now + DAY_MS) {
            long start = zone.hour(at);
            long end = zone.nextHour(start);
            Long next = entry.schedule().timing().after(at);
            boolean once = next == null || next >= end;
            byHour.computeIfAbsent(start, first -> new ArrayList<>()).add(new Run(entry.schedule(), at, once));
            at = once ? next : entry.schedule().timing().after(end - 1);
        }
    }
}

package io.yardmaster.web.console.schedules;

import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Puts schedules, their runs and the jobs of these together. */
@Singleton
public class ScheduleBoard {
    private static final long HOUR_MS = 3_600_000;
    private static final int MOST_DUE = 20;
    private static final int MOST_RUNS = 60;

    private final Schedules schedules;
    private final Catalogue catalogue;
    private final RunStates states;
    private final Lookout lookout;

    ScheduleBoard(Schedules schedules, Catalogue catalogue, RunStates states, Lookout lookout) {
        this.schedules = schedules;
        this.catalogue = catalogue;
        this.states = states;
        this.lookout = lookout;
    }

    /** The yard, as it was when the store was last there. */
    Scene scene() {
        return lookout.scene();
    }

    /** A page of the list. @param ask with the time that its order is of */
    ScheduleList list(ScheduleList.Ask ask, Catalogue.Contents contents) {
        return ScheduleList.of(ask, contents, catalogue.newest());
    }

    /** The rows of those names, in their order; what is gone is left out. */
    List<ScheduleRow> named(List<String> names, Zone zone, long now) {
        return rows(catalogue.named(names), zone, now);
    }

    /** A run and what became of it. */
    record PastRun(ScheduleRun run, ScheduleState state) {}

    /** The newest runs of one, newest first. */
    List<PastRun> history(String name, int most, long now) {
        List<ScheduleRun> runs = schedules.runs(List.of(name), most).getFirst();
        List<ScheduleState> known = states.of(runs, now);
        return IntStream.range(0, runs.size())
                .mapToObj(i -> new PastRun(runs.get(i), known.get(i)))
                .toList();
    }

    List<ScheduleRow> rows(List<Schedule> all, Zone zone, long now) {
        List<List<ScheduleRun>> runs =
                schedules.runs(all.stream().map(Schedule::name).toList(), Strip.RUNS);
        List<ScheduleState> known =
                states.of(runs.stream().flatMap(List::stream).toList(), now);
        List<ScheduleRow> rows = new ArrayList<>(all.size());
        int at = 0;
        for (int i = 0; i < all.size(); i++) {
            List<ScheduleState> own = known.subList(at, at + runs.get(i).size());
            rows.add(ScheduleRow.of(all.get(i), runs.get(i), own, trouble(all.get(i)), zone, now));
            at += own.size();
        }
        return rows;
    }

    /**
     * What fires within the next hour.
     *
     * @param due each schedule once, soonest first, at most 20
     * @param more how many there are beside these
     */
    public record NextHour(List<Upcoming> due, int more) {}

    /** A run that is planned. @param often how often it runs within the hour; empty where once */
    public record Upcoming(String name, String type, Zone.Moment at, String often) {}

    /** What is due in the next hour; nothing while the store is away. */
    public NextHour nextHour(Zone zone) {
        if (lookout.scene().awaySince() != null) {
            return new NextHour(List.of(), 0);
        }
        try {
            Catalogue.Contents contents = catalogue.contents();
            long end = contents.now() + HOUR_MS;
            List<Catalogue.Entry> due = contents.order().stream()
                    .takeWhile(entry -> entry.next() != null && entry.next() <= end)
                    .toList();
            List<Upcoming> shown = due.stream()
                    .limit(MOST_DUE)
                    .map(entry -> upcoming(entry, contents.now(), end, zone))
                    .toList();
            return new NextHour(shown, due.size() - shown.size());
        } catch (StoreAwayException away) {
            return new NextHour(List.of(), 0);
        }
    }

    private static Upcoming upcoming(Catalogue.Entry entry, long now, long end, Zone zone) {
        Schedule schedule = entry.schedule();
        return new Upcoming(
                schedule.name(),
                schedule.target().job().type(),
                zone.moment(entry.next(), now),
                often(schedule, entry.next(), end));
    }

    /** How often it runs from its first time to the end; empty where once. */
    static String often(Schedule schedule, long first, long end) {
        int runs = schedule.timing().next(first - 1, MOST_RUNS + 1, end).size();
        return runs == 1 ? "" : runs > MOST_RUNS ? "more than " + MOST_RUNS + " runs" : Words.count(runs, "run");
    }

    /** Why the jobs of one do not run now, as far as queue and workers tell; null when they do. */
    private String trouble(Schedule schedule) {
        Scene scene = lookout.scene();
        String type = schedule.target().job().type();
        boolean known = scene.nodes().stream()
                .anyMatch(node -> !node.lost() && node.types().contains(type));
        if (!known) {
            return "no live worker knows the type";
        }
        String queue = schedules.queueOf(schedule);
        boolean paused = scene.queue(queue).filter(lane -> lane.info().paused()).isPresent();
        return paused ? "the queue " + queue + " is paused" : null;
    }
}

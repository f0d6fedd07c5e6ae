package io.yardmaster.web.console.schedules;

import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.job.JobView;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts schedules, their runs and the jobs of these together. */
@Singleton
public class ScheduleBoard {
    /** So many schedules are looked at for a page; what is more is found by name. */
    static final int MOST = 500;

    private static final Comparator<ScheduleRow> BY_NEXT = Comparator.comparing(
                    ScheduleRow::next, Comparator.nullsLast(Comparator.comparingLong(Zone.Moment::distanceMs)))
            .thenComparing(ScheduleRow::name);

    private final Schedules schedules;
    private final JobReader jobs;
    private final Lookout lookout;

    ScheduleBoard(Schedules schedules, JobReader jobs, Lookout lookout) {
        this.schedules = schedules;
        this.jobs = jobs;
        this.lookout = lookout;
    }

    /** The time by which schedules fire. */
    long now() {
        return schedules.now();
    }

    /** All whose name or type holds the text, in the order of their next run. @param text empty for all */
    List<ScheduleRow> rows(String text, Zone zone) {
        List<String> names = schedules.names();
        List<Schedule> all = schedules.all(names.subList(0, Math.min(MOST, names.size()))).stream()
                .filter(one ->
                        one.name().contains(text) || one.target().job().type().contains(text))
                .toList();
        return rows(all, zone, schedules.now());
    }

    /** How many there are. */
    int count() {
        return schedules.names().size();
    }

    /** What fires within so many milliseconds, soonest first. @param most runs of each schedule */
    public List<Upcoming> within(long ms, int most, Zone zone) {
        long now = schedules.now();
        List<String> names = schedules.names();
        List<Upcoming> due = new ArrayList<>();
        for (Schedule schedule : schedules.all(names.subList(0, Math.min(MOST, names.size())))) {
            for (Long at : times(schedule, now, now + ms, most)) {
                due.add(new Upcoming(schedule.name(), schedule.target().job().type(), zone.moment(at, now)));
            }
        }
        due.sort(Comparator.comparingLong(one -> one.at().distanceMs()));
        return due;
    }

    /** The same as far as the store can say it: nothing while it is away. At most 20, five of each schedule. */
    public List<Upcoming> nextHour(Zone zone) {
        try {
            return within(3_600_000, 5, zone).stream().limit(20).toList();
        } catch (StoreAwayException away) {
            return List.of();
        }
    }

    /** A run that is planned. */
    public record Upcoming(String name, String type, Zone.Moment at) {}

    List<ScheduleRow> rows(List<Schedule> all, Zone zone, long now) {
        List<List<ScheduleRun>> runs =
                schedules.runs(all.stream().map(Schedule::name).toList(), Strip.RUNS);
        Map<String, JobView> views = views(all, runs);
        List<ScheduleRow> rows = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            List<ScheduleState> states = runs.get(i).stream()
                    .map(run -> ScheduleState.of(run, views.get(run.jobId())))
                    .toList();
            rows.add(ScheduleRow.of(all.get(i), runs.get(i), states, trouble(all.get(i)), zone, now));
        }
        rows.sort(BY_NEXT);
        return rows;
    }

    /** The next times of one up to an end; none where it does not fire. */
    private static List<Long> times(Schedule schedule, long from, long to, int most) {
        try {
            Long first = schedule.nextAfter(from);
            return first == null || first > to ? List.of() : schedule.timing().next(first - 1, most, to);
        } catch (RuntimeException cannotFire) {
            return List.of();
        }
    }

    /** Why the jobs of one do not run now, as far as queue and workers tell; null when they do. */
    private String trouble(Schedule schedule) {
        Scene scene = lookout.scene();
        String type = schedule.target().job().type();
        boolean known = scene.nodes().stream()
                .anyMatch(node -> !node.state().equals("lost") && node.types().contains(type));
        if (!known) {
            return "no live worker knows the type";
        }
        String queue = queue(schedule);
        boolean paused = scene.queue(queue).filter(lane -> lane.info().paused()).isPresent();
        return paused ? "the queue " + queue + " is paused" : null;
    }

    private static String queue(Schedule schedule) {
        String queue = schedule.target().job().queue();
        return queue == null ? Enqueuer.DEFAULT_QUEUE : queue;
    }

    private Map<String, JobView> views(List<Schedule> all, List<List<ScheduleRun>> runs) {
        Map<String, List<String>> byQueue = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            List<String> ids = byQueue.computeIfAbsent(queue(all.get(i)), first -> new ArrayList<>());
            runs.get(i).stream().filter(run -> !run.isSkipped()).forEach(run -> ids.add(run.jobId()));
        }
        Map<String, JobView> views = new HashMap<>();
        byQueue.forEach((queue, ids) ->
                jobs.findAll(queue, ids).forEach(view -> views.put(view.job().id(), view)));
        return views;
    }
}

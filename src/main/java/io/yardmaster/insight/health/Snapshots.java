package io.yardmaster.insight.health;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.QueueMarks;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.insight.metrics.QueueMetrics;
import io.yardmaster.job.attempt.FailureGroup;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads queues with their last hour: for the API on each call, for the pages of all viewers once a second. */
@Singleton
public class Snapshots {
    private static final long RECENT_MS = 300_000;
    static final int MOST_TROUBLED = 100;
    static final int MOST_BUSY = 50;

    private final Queues queues;
    private final Metrics metrics;
    private final Causes causes;
    private final InstantSource clock;

    Snapshots(Queues queues, Metrics metrics, Causes causes, InstantSource clock) {
        this.queues = queues;
        this.metrics = metrics;
        this.causes = causes;
        this.clock = clock;
    }

    /** Where the histories of queues come from: the store, or what was read from it a moment ago. */
    public interface Histories {
        /** The last hour, a step a minute, oldest first. */
        List<HistoryPoint> hour(String queue);

        /** The last day, ten minutes a step: asked only of a queue that failed all the hour. */
        List<HistoryPoint> day(String queue);
    }

    /**
     * Those queues, in their order. Of more than {@value Metrics#MANY_QUEUES} the {@value #MOST_TROUBLED} with the most
     * failures and the {@value #MOST_BUSY} busiest ones have their last hour by minutes; the others have it in one step,
     * counted by hours. Throws StoreAwayException.
     */
    public List<QueueSnapshot> of(List<QueueInfo> infos, Histories histories) {
        return of(infos, infos.stream().map(QueueInfo::name).toList(), new HashMap<>(), histories);
    }

    /**
     * Some queues of all that there are.
     *
     * @param all the names of all queues
     * @param activity what each queue ran in the last hour, as it was read for an earlier look; it is brought up to date
     */
    public List<QueueSnapshot> of(
            List<QueueInfo> infos, List<String> all, Map<String, HistoryPoint> activity, Histories histories) {
        Map<String, QueueMarks> marks = queues.marks(infos);
        Map<String, FailureGroup> largest = causes.of(infos);
        List<String> names = infos.stream().map(QueueInfo::name).toList();
        Look look = all.size() <= Metrics.MANY_QUEUES
                ? new Look(Set.copyOf(names), Map.of(), histories, clock.millis())
                : look(names, all, activity, histories);
        return infos.stream()
                .map(info -> look.at(info, marks.getOrDefault(info.name(), QueueMarks.NONE))
                        .with(largest.get(info.name())))
                .toList();
    }

    private Look look(List<String> names, List<String> all, Map<String, HistoryPoint> activity, Histories histories) {
        Map<String, HistoryPoint> active = metrics.active(names);
        activity.keySet().retainAll(Set.copyOf(all));
        names.forEach(activity::remove);
        activity.putAll(active);
        Set<String> close = close(activity);
        close.retainAll(Set.copyOf(names));
        metrics.aheadOf(close, RECENT_MS);
        Map<String, HistoryPoint> far = new HashMap<>(active);
        far.keySet().removeAll(close);
        long now = clock.millis();
        metrics.ahead(Map.of(RECENT_MS, far.keySet()), now);
        return new Look(close, far, histories, now);
    }

    /** Which queues are looked at minute by minute. */
    static Set<String> close(Map<String, HistoryPoint> active) {
        Comparator<String> byName = Comparator.naturalOrder();
        Comparator<String> failures =
                Comparator.comparing(name -> -active.get(name).failed());
        Comparator<String> work = Comparator.comparing(name -> -active.get(name).processed());
        Set<String> close = active.keySet().stream()
                .filter(name -> active.get(name).failed() > 0)
                .sorted(failures.thenComparing(byName))
                .limit(MOST_TROUBLED)
                .collect(Collectors.toCollection(HashSet::new));
        active.keySet().stream()
                .sorted(work.thenComparing(byName))
                .limit(MOST_BUSY)
                .forEach(close::add);
        return close;
    }

    /** How closely each queue is looked at. @param far the last hour of those that are looked at from afar */
    private final class Look {
        private final Set<String> close;
        private final Map<String, HistoryPoint> far;
        private final Histories histories;
        private final long now;

        Look(Set<String> close, Map<String, HistoryPoint> far, Histories histories, long now) {
            this.close = close;
            this.far = far;
            this.histories = histories;
            this.now = now;
        }

        QueueSnapshot at(QueueInfo info, QueueMarks marks) {
            String name = info.name();
            if (close.contains(name)) {
                return of(info, marks, histories);
            }
            HistoryPoint hour = far.get(name);
            return hour == null
                    ? new QueueSnapshot(info, QueueMetrics.none(name, RECENT_MS), List.of(), marks, null)
                    : new QueueSnapshot(info, metrics.window(name, RECENT_MS, now), List.of(hour), marks, null);
        }

        private QueueSnapshot of(QueueInfo info, QueueMarks marks, Histories histories) {
            List<HistoryPoint> hour = histories.hour(info.name());
            Episode failing = Episode.of(hour);
            if (failing != null && failing.fromStart()) {
                Episode longer = Episode.of(histories.day(info.name()));
                failing = longer == null || longer.since() > failing.since() ? failing : longer;
            }
            return new QueueSnapshot(info, metrics.window(info.name(), RECENT_MS), hour, marks, failing);
        }
    }
}

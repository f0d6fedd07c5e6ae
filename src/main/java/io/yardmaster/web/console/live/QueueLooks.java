package io.yardmaster.web.console.live;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEventListener;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.health.Snapshots;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.job.JobState;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Looks at the queues for the pages. Up to {@value Visits#FEW} queues each look asks for all. Of more it asks for those in
 * which something happens, and for the others in turn, so that a queue in which nothing happened on this node is at most
 * ten seconds old on a page. Used by one thread at a time, but for the events.
 */
@Singleton
class QueueLooks implements JobEventListener {
    /** After a pause so long all queues are asked for: what was known is too old. */
    private static final long OLD_NANOS = 3_000_000_000L;

    private final Queues queues;
    private final Snapshots snapshots;
    private final Visits visits = new Visits();
    /** What each queue ran in the last hour, as of when it was asked for. */
    private final Map<String, HistoryPoint> activity = new HashMap<>();

    private Map<String, QueueSnapshot> known = Map.of();
    private volatile boolean many;
    private volatile long lookedNanos;

    QueueLooks(Queues queues, Snapshots snapshots) {
        this.queues = queues;
        this.snapshots = snapshots;
    }

    /** True when a look does not ask for all queues. */
    boolean isOfMany() {
        return many;
    }

    /** The next look asks for all queues. */
    void forget() {
        lookedNanos = System.nanoTime() - OLD_NANOS;
    }

    /** The next look asks for that queue. */
    void name(String queue) {
        visits.name(queue);
    }

    @Override
    public void on(JobEvent event) {
        if (many) {
            visits.name(event.job().queue());
        }
    }

    /** All queues, by name. Throws StoreAwayException. */
    List<QueueSnapshot> look(Snapshots.Histories histories) {
        List<String> names = queues.names();
        Set<String> now = new HashSet<>(visits.next(() -> names));
        boolean isOld = System.nanoTime() - lookedNanos >= OLD_NANOS;
        List<String> among = names.stream()
                .filter(name -> isOld || now.contains(name) || !known.containsKey(name))
                .toList();
        lookedNanos = System.nanoTime();
        Map<String, QueueSnapshot> next = new HashMap<>(known);
        for (QueueSnapshot snapshot : snapshots.of(queues.some(among), names, activity, histories)) {
            next.put(snapshot.name(), snapshot);
            if (moves(snapshot)) {
                visits.name(snapshot.name());
            }
        }
        next.keySet().retainAll(Set.copyOf(names));
        known = next;
        many = names.size() > Visits.FEW;
        return names.stream().map(next::get).filter(Objects::nonNull).toList();
    }

    /** True while what is known of a queue changes by itself, or changed since the last look. */
    private boolean moves(QueueSnapshot snapshot) {
        QueueSnapshot before = known.get(snapshot.name());
        boolean changed =
                before != null && !before.info().counts().equals(snapshot.info().counts());
        return changed || snapshot.count(JobState.ACTIVE) > 0 || snapshot.info().oldestWaitingMs() != null;
    }
}

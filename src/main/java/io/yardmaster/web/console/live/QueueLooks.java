package io.yardmaster.web.console.live;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEventListener;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.health.Snapshots;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.job.JobState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Looks at the queues for the pages. Up to {@value Visits#FEW} queues each look asks for all. Of more it asks for those that
 * are new, have work, or of which this node heard an event, and for the tenth that was asked for longest ago: a page that
 * is watched shows every queue as of ten looks ago at most. Used by one thread at a time, but for the events.
 */
@Singleton
class QueueLooks implements JobEventListener {
    /** After a pause so long all queues are asked for: what was known is too old. */
    private static final long OLD_NANOS = 60_000_000_000L;

    private static final int PARTS = 10;

    private final QueueSource source;
    private final LongSupplier nanos;
    /** Those that the next look asks for in any case. */
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    /** What each queue ran in the last hour, as of when it was asked for. */
    private final Map<String, HistoryPoint> activity = new HashMap<>();
    /** The one that was asked for longest ago first. */
    private final Map<String, QueueSnapshot> known = new LinkedHashMap<>();

    /** Where queues are asked for. */
    interface QueueSource {
        /** All queues, by name. */
        List<String> names();

        boolean exists(String queue);

        /** Parameters are those of {@link Snapshots#of(List, List, Map, Snapshots.Histories)}. */
        List<QueueSnapshot> snapshots(
                List<String> among,
                List<String> all,
                Map<String, HistoryPoint> activity,
                Snapshots.Histories histories);
    }

    private volatile boolean many;
    private volatile boolean all = true;
    private long lookedNanos;

    @Inject
    QueueLooks(Queues queues, Snapshots snapshots) {
        this(new Real(queues, snapshots), System::nanoTime);
    }

    /** @param nanos a clock that never jumps, as {@link System#nanoTime} */
    QueueLooks(QueueSource source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    private record Real(Queues queues, Snapshots snapshots) implements QueueSource {
        @Override
        public List<String> names() {
            return queues.names();
        }

        @Override
        public boolean exists(String queue) {
            return queues.exists(queue);
        }

        @Override
        public List<QueueSnapshot> snapshots(
                List<String> among,
                List<String> all,
                Map<String, HistoryPoint> activity,
                Snapshots.Histories histories) {
            return snapshots.of(queues.some(among), all, activity, histories);
        }
    }

    /** True when a look does not ask for all queues. */
    boolean isOfMany() {
        return many;
    }

    /** The next look asks for all queues. */
    void forget() {
        all = true;
    }

    /** The next look asks for that queue. */
    void name(String queue) {
        named.add(queue);
    }

    @Override
    public void on(JobEvent event) {
        if (many) {
            named.add(event.job().queue());
        }
    }

    /** True for a queue that is registered now. Throws StoreAwayException. @param queue hostile */
    boolean exists(String queue) {
        return source.exists(queue);
    }

    /** All queues, by name. Throws StoreAwayException. */
    List<QueueSnapshot> look(Snapshots.Histories histories) {
        List<String> names = source.names();
        known.keySet().retainAll(Set.copyOf(names));
        List<String> among = among(names);
        lookedNanos = nanos.getAsLong();
        for (QueueSnapshot snapshot : source.snapshots(among, names, activity, histories)) {
            QueueSnapshot before = known.remove(snapshot.name());
            known.put(snapshot.name(), snapshot);
            if (moves(before, snapshot)) {
                named.add(snapshot.name());
            }
        }
        many = names.size() > Visits.FEW;
        return names.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    private List<String> among(List<String> names) {
        Set<String> wanted = new HashSet<>(named);
        named.removeAll(wanted);
        boolean asksAll = all;
        all = false;
        if (asksAll || names.size() <= Visits.FEW || nanos.getAsLong() - lookedNanos >= OLD_NANOS) {
            return names;
        }
        known.keySet().stream().limit(Math.ceilDiv(names.size(), PARTS)).forEach(wanted::add);
        return names.stream()
                .filter(name -> wanted.contains(name) || !known.containsKey(name))
                .toList();
    }

    /** True while what is known of a queue changes by itself, or changed since the last look. */
    private static boolean moves(QueueSnapshot before, QueueSnapshot now) {
        boolean changed =
                before == null || !before.info().counts().equals(now.info().counts());
        return changed || now.count(JobState.ACTIVE) > 0 || now.info().oldestWaitingMs() != null;
    }
}

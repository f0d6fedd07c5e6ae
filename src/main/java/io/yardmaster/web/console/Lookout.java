package io.yardmaster.web.console;

import io.yardmaster.engine.Health;
import io.yardmaster.engine.Nodes;
import io.yardmaster.engine.Queues;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.job.QueueInfo;
import io.yardmaster.store.StoreAwayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the yard for all pages and viewers: its state at most once a second, its last hour every five. */
@Singleton
public class Lookout {
    private static final long FRESH_NANOS = 900_000_000L;
    private static final long HOUR_FRESH_MS = 5_000;
    private static final long WINDOW_MS = 300_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    private static final String ALL = "";

    @Inject
    Queues queues;

    @Inject
    Nodes nodes;

    @Inject
    Metrics metrics;

    @Inject
    Health health;

    @Inject
    InstantSource clock;

    private final Map<String, Hour> hours = new HashMap<>();
    private Scene last = new Scene(0, List.of(), List.of(), List.of(), null);
    private long readAt;

    private record Hour(long readAt, List<HistoryPoint> points) {}

    /** The yard now, or as it was when the store was last there. Never throws for a store that is away. */
    public synchronized Scene scene() {
        long nanos = System.nanoTime();
        if (last.at() == 0 || nanos - readAt > FRESH_NANOS) {
            last = look();
            readAt = System.nanoTime();
        }
        return last;
    }

    /** Makes the next look a new one: an act of a viewer must be seen by that viewer. */
    public synchronized void refresh() {
        readAt = System.nanoTime() - FRESH_NANOS - 1;
    }

    private Scene look() {
        long now = clock.millis();
        try {
            List<Scene.Lane> lanes =
                    queues.all().stream().map(info -> lane(info, now)).toList();
            hours.keySet()
                    .removeIf(name -> !name.equals(ALL)
                            && lanes.stream().noneMatch(l -> l.name().equals(name)));
            return new Scene(now, lanes, hour(ALL, now), nodes.all(), null);
        } catch (StoreAwayException away) {
            Long since = health.storeAwaySince();
            return last.away(now, since != null ? since : last.awaySince() != null ? last.awaySince() : now);
        }
    }

    private Scene.Lane lane(QueueInfo info, long now) {
        return new Scene.Lane(info, metrics.window(info.name(), WINDOW_MS), hour(info.name(), now));
    }

    private List<HistoryPoint> hour(String queue, long now) {
        Hour known = hours.get(queue);
        if (known == null || now - known.readAt >= HOUR_FRESH_MS) {
            String name = queue.equals(ALL) ? null : queue;
            known = new Hour(now, metrics.history(name, now - HOUR_MS, now, MINUTE_MS));
            hours.put(queue, known);
        }
        return known.points;
    }
}

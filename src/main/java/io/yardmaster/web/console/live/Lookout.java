package io.yardmaster.web.console.live;

import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.chart.Range;
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
    private static final long CHART_MS = 5_000;
    private static final int MOST_CHARTS = 2_000;
    private static final long WINDOW_MS = 300_000;

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

    private final Map<Chart, Drawn> drawn = new HashMap<>();
    private Scene last = new Scene(0, List.of(), List.of(), List.of(), null);
    private long readAt;

    private record Chart(String queue, Range range) {}

    private record Drawn(long readAt, List<HistoryPoint> points) {}

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
        if (health.storeAwaySince() != null) { // asking it would only make everybody wait
            return last.away(now, health.storeAwaySince());
        }
        try {
            List<QueueSnapshot> lanes = queues.all().stream().map(this::lane).toList();
            return new Scene(now, lanes, history(null, Range.HOUR), nodes.all(), null);
        } catch (StoreAwayException away) {
            return last.away(now, last.awaySince() != null ? last.awaySince() : now);
        }
    }

    private QueueSnapshot lane(QueueInfo info) {
        return new QueueSnapshot(info, metrics.window(info.name(), WINDOW_MS), history(info.name(), Range.HOUR));
    }

    /**
     * The steps of a chart, read again every five seconds, or every tenth of a step when that is longer.
     *
     * @param queue null for all queues together
     */
    public synchronized List<HistoryPoint> history(String queue, Range range) {
        long now = clock.millis();
        Chart chart = new Chart(queue, range);
        Drawn known = drawn.get(chart);
        if (known == null || now - known.readAt >= Math.max(CHART_MS, range.stepMs() / 10)) {
            known = new Drawn(now, metrics.history(queue, now - range.lengthMs(), now, range.stepMs()));
            if (drawn.size() >= MOST_CHARTS) {
                drawn.clear();
            }
            drawn.put(chart, known);
        }
        return known.points;
    }
}

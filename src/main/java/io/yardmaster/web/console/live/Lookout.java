package io.yardmaster.web.console.live;

import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.insight.alert.Alert;
import io.yardmaster.insight.alert.AlertRules;
import io.yardmaster.insight.alert.Alerts;
import io.yardmaster.insight.health.Snapshots;
import io.yardmaster.insight.marker.Markers;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.job.text.Name;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.chart.Period;
import io.yardmaster.web.console.chart.Plot;
import io.yardmaster.web.console.chart.Range;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Reads the yard for all pages and viewers: its state at most once a second, its last hour every five. A yard that is large
 * or takes long is looked at for at most a tenth of the time, and in the background while it is five seconds old at most:
 * no page waits for it as long as one was asked for in the last ten minutes.
 */
@Singleton
public class Lookout implements Snapshots.Histories {
    private static final long FRESH_NANOS = 900_000_000L;
    private static final long OLDEST_NANOS = 5_000_000_000L;
    private static final long LONG_NANOS = 100_000_000L;
    private static final long WATCHED_NANOS = 600_000_000_000L;
    private static final int SHARE = 10;
    private static final long CHART_MS = 5_000;
    static final int MOST_ALERTS = 100;
    private static final int MOST_EVENTS = 20;
    private static final int MOST_CHARTS = 2_000;

    @Inject
    Nodes nodes;

    @Inject
    Metrics metrics;

    @Inject
    QueueLooks looks;

    @Inject
    Alerts alerts;

    @Inject
    AlertRules rules;

    @Inject
    Markers markers;

    @Inject
    Health health;

    @Inject
    InstantSource clock;

    private final Map<Chart, Drawn> drawn = new HashMap<>();
    private final AtomicBoolean looksBehind = new AtomicBoolean();
    private volatile Scene last = new Scene(0, List.of(), List.of(), List.of(), null);
    /** Counts what asked for a new look, and what the last look had heard of. */
    private final AtomicLong asked = new AtomicLong();

    private volatile long answered;
    private volatile long readAt;
    private volatile long tookNanos;
    private volatile long askedAt;
    private List<Plot.Event> events = List.of();
    private long eventsReadAt;

    private record Chart(String queue, String type, Period span) {}

    private record Drawn(long readAt, List<HistoryPoint> points) {}

    /** The yard now, or as it was when the store was last there. Never throws for a store that is away. */
    public Scene scene() {
        askedAt = System.nanoTime();
        boolean waits = last.at() == 0 || asked.get() != answered || isShort() || askedAt - readAt > OLDEST_NANOS;
        if (waits && isOld()) {
            return lookNow();
        }
        lookSoon();
        return last;
    }

    /** The same, and that queue is in it where it exists, however new it is. @param queue hostile; may be null */
    public Scene scene(String queue) {
        Scene scene = scene();
        if (!Name.isName(queue)
                || scene.awaySince() != null
                || scene.queue(queue).isPresent()) {
            return scene;
        }
        try {
            if (looks.exists(queue)) {
                refresh(queue);
            }
        } catch (StoreAwayException away) {
            return scene;
        }
        return scene();
    }

    /** Looks in the background where that takes long, while pages are asked for. Called once a second. */
    void keep() {
        if (last.at() != 0 && !isShort() && System.nanoTime() - askedAt < WATCHED_NANOS) {
            lookSoon();
        }
    }

    private boolean isOld() {
        boolean isFresh = System.nanoTime() - readAt <= Math.max(FRESH_NANOS, SHARE * tookNanos);
        return last.at() == 0 || asked.get() != answered || !isFresh;
    }

    /** True while a page may wait for a look. */
    private boolean isShort() {
        return tookNanos < LONG_NANOS && !looks.isOfMany();
    }

    /** Makes the next look a new one of all queues: an act of a viewer must be seen by that viewer. */
    public void refresh() {
        looks.forget();
        asked.incrementAndGet();
    }

    /** The same after an act on one queue. @param queue hostile, or a name */
    public void refresh(String queue) {
        if (Name.isName(queue)) {
            looks.name(queue);
        }
        asked.incrementAndGet();
    }

    private void lookSoon() {
        if (isOld() && looksBehind.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::lookBehind);
        }
    }

    private void lookBehind() {
        try {
            lookNow();
        } finally {
            looksBehind.set(false);
        }
    }

    private synchronized Scene lookNow() {
        long begun = System.nanoTime();
        if (isOld()) {
            long heard = asked.get();
            last = look();
            answered = heard;
            readAt = System.nanoTime();
            tookNanos = readAt - begun;
        }
        return last;
    }

    /** Deploys of the last week and starts of nodes, read again every five seconds; those known when the store is away. */
    public synchronized List<Plot.Event> events() {
        long now = clock.millis();
        if (now - eventsReadAt >= CHART_MS && health.storeAwaySince() == null) {
            eventsReadAt = now;
            try {
                events = Stream.concat(
                                markers.between(now - Range.WEEK.lengthMs(), now, MOST_EVENTS).stream()
                                        .map(marker -> new Plot.Event(marker.at(), marker.label())),
                                last.nodes().stream().map(node -> new Plot.Event(node.startedAt(), "started")))
                        .toList();
            } catch (StoreAwayException away) {
                eventsReadAt = 0;
            }
        }
        return events;
    }

    private Scene look() {
        long now = clock.millis();
        if (health.storeAwaySince() != null) { // asking it would only make everybody wait
            return last.away(now, health.storeAwaySince());
        }
        try {
            return new Scene(now, looks.look(this), history(null, Range.HOUR), nodes.all(), firing(now), null);
        } catch (StoreAwayException away) {
            return last.away(now, last.awaySince() != null ? last.awaySince() : now);
        }
    }

    private List<Scene.Fires> firing(long now) {
        List<Alerts.Shown> found = alerts.newest(Alert.State.FIRING, null, MOST_ALERTS);
        Map<String, Long> silences = found.isEmpty() ? Map.of() : rules.silences();
        return found.stream()
                .map(shown -> {
                    Long until = silences.get(shown.alert().about().rule());
                    return new Scene.Fires(shown, until != null && until > now);
                })
                .toList();
    }

    @Override
    public List<HistoryPoint> hour(String queue) {
        return history(queue, Range.HOUR);
    }

    @Override
    public List<HistoryPoint> day(String queue) {
        return history(queue, Range.DAY);
    }

    /**
     * The steps of a chart, read again every five seconds, or every tenth of a step when that is longer.
     *
     * @param queue null for all queues together
     */
    public List<HistoryPoint> history(String queue, Period span) {
        return history(queue, null, span);
    }

    /** The same of one job type. @param type null for all together */
    public synchronized List<HistoryPoint> history(String queue, String type, Period span) {
        long now = clock.millis();
        Chart chart = new Chart(queue, type, span);
        Drawn known = drawn.get(chart);
        if (known == null || now - known.readAt >= Math.max(CHART_MS, span.stepMs() / 10)) {
            known = new Drawn(now, metrics.history(queue, type, span.from(now), span.to(now), span.stepMs()));
            if (drawn.size() >= MOST_CHARTS) {
                drawn.clear();
            }
            drawn.put(chart, known);
        }
        return known.points;
    }
}

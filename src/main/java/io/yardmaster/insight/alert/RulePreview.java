package io.yardmaster.insight.alert;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.alert.Alert.State;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.insight.metrics.QueueMetrics;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What a rule would have found in the last day, a look each minute or five. Throws StoreAwayException. */
@Singleton
public class RulePreview {
    private static final long DAY_MS = 86_400_000;
    private static final long STEP_MS = 300_000;
    private static final long MINUTE_MS = 60_000;
    /** Reads the buckets of a minute of a whole day, and of six hours before it, at once. */
    private static final long READ_STEP_MS = 120_000;

    private static final long MOST_BEFORE_MS = 21_600_000;
    /** Buckets that one preview may add up. */
    private static final long MOST_WORK = 60_000;

    private static final int MOST_QUEUES = 20;

    private final Queues queues;
    private final Metrics metrics;
    private final InstantSource clock;

    RulePreview(Queues queues, Metrics metrics, InstantSource clock) {
        this.queues = queues;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A look. @param at epoch milliseconds @param value of the worst queue; null = no data @param queue that one */
    public record Look(long at, Double value, String queue) {}

    /** A time when it would have fired. @param to epoch milliseconds; now where it still would */
    public record Fired(long from, long to, String queue) {}

    /** @param note what is left out; null when nothing is */
    public record Findings(List<Look> points, List<Fired> wouldFire, String note) {}

    public Findings of(AlertRule rule) {
        long now = clock.millis();
        List<QueueInfo> covered = queues.all().stream()
                .filter(queue -> rule.covers(queue.name()))
                .sorted(Comparator.comparingLong(RulePreview::size).reversed())
                .toList();
        long buckets = Math.clamp(rule.windowMs() / MINUTE_MS, 1, 360) * (DAY_MS / lookMs(rule));
        int most = Math.clamp(MOST_WORK / buckets, 1, MOST_QUEUES);
        TreeMap<Long, Look> worst = new TreeMap<>();
        starts(now, STEP_MS).forEach(at -> worst.put(at, new Look(at, null, null)));
        List<Fired> fired = new ArrayList<>();
        if (hasHistory(rule.scope().metric())) {
            covered.stream().limit(most).forEach(queue -> add(rule, queue.name(), now, worst, fired));
        }
        fired.sort(Comparator.comparingLong(Fired::from));
        return new Findings(List.copyOf(worst.values()), fired, note(rule, covered.size(), most));
    }

    private static String note(AlertRule rule, int covered, int most) {
        if (!hasHistory(rule.scope().metric())) {
            return "no history is kept of " + rule.scope().metric().word() + ": the rule sees it from now on";
        }
        return covered > most ? "the " + most + " largest of " + covered + " queues are shown" : null;
    }

    private void add(AlertRule rule, String queue, long now, TreeMap<Long, Look> worst, List<Fired> fired) {
        TreeMap<Long, Double> values = values(rule, queue, now);
        Alert open = null;
        for (var look : values.entrySet()) {
            open = new Judgement(look.getKey(), 2 * lookMs(rule)).of(rule, queue, open, look.getValue(), "a0");
            if (open != null && open.state() == State.RESOLVED) {
                fired.add(new Fired(open.times().firedAt(), open.times().resolvedAt(), queue));
                open = null;
            }
            long step = look.getKey() / STEP_MS * STEP_MS;
            worst.computeIfPresent(step, (at, before) -> worse(rule, before, look.getValue(), queue));
        }
        if (open != null && open.state() == State.FIRING) {
            fired.add(new Fired(open.times().firedAt(), now, queue));
        }
    }

    private static Look worse(AlertRule rule, Look before, Double value, String queue) {
        boolean worse = value != null
                && (before.value() == null || (rule.limit().above() ? value > before.value() : value < before.value()));
        return worse ? new Look(before.at(), value, queue) : before;
    }

    private TreeMap<Long, Double> values(AlertRule rule, String queue, long now) {
        long before = Math.min(MOST_BEFORE_MS, rule.windowMs());
        metrics.history(queue, now - DAY_MS - before, now, READ_STEP_MS); // so that all is read in one round
        TreeMap<Long, Double> values = new TreeMap<>();
        if (rule.scope().metric() == AlertMetric.WAITING) {
            List<HistoryPoint> steps = metrics.history(queue, now - DAY_MS, now, STEP_MS);
            List<Long> starts = starts(now, STEP_MS).boxed().toList();
            for (int i = 0; i < Math.min(starts.size(), steps.size()); i++) {
                Long waiting = steps.get(i).waiting();
                values.put(starts.get(i), waiting == null ? null : Double.valueOf(waiting));
            }
            return values;
        }
        long look = lookMs(rule);
        starts(now, look).forEach(at -> values.put(at, value(rule, queue, Math.min(now, at + look - 1))));
        return values;
    }

    /** A window that is shorter than the time between two looks is as long as that here. */
    private Double value(AlertRule rule, String queue, long end) {
        long windowMs = Math.max(rule.windowMs(), lookMs(rule));
        return switch (rule.scope().metric()) {
            case ERROR_RATE, RUN_P95_MS, WAIT_P95_MS, THROUGHPUT -> sampled(rule, metrics.window(queue, windowMs, end));
            case DEATHS ->
                (double) metrics.deaths(queue, windowMs, end, rule.scope().maxPriority());
            case WAITING_GROWTH -> metrics.growth(queue, windowMs, end);
            case WAITING,
                    OLDEST_WAITING_MS,
                    DEAD,
                    DEAD_SHARE,
                    WORKERS,
                    SCHEDULE_MISSED,
                    NEW_FAILURE_GROUP,
                    STUCK_SLOTS -> null;
        };
    }

    private static Double sampled(AlertRule rule, QueueMetrics window) {
        AlertMetric metric = rule.scope().metric();
        if (metric.isSampled() && window.processed() < rule.limit().minSamples()) {
            return null;
        }
        return switch (metric) {
            case ERROR_RATE -> window.errorRate();
            case RUN_P95_MS -> window.runTime().p95();
            case WAIT_P95_MS -> window.waitTime().p95();
            default -> window.throughputPerMinute();
        };
    }

    /** A short window is looked at each minute, so that nothing lies between two looks. */
    private static long lookMs(AlertRule rule) {
        boolean steps = rule.windowMs() >= STEP_MS || rule.scope().metric() == AlertMetric.WAITING;
        return steps ? STEP_MS : MINUTE_MS;
    }

    private static LongStream starts(long now, long stepMs) {
        long first = (now - DAY_MS) / STEP_MS * STEP_MS;
        return LongStream.iterate(first, at -> at < now, at -> at + stepMs);
    }

    private static boolean hasHistory(AlertMetric metric) {
        return switch (metric) {
            case ERROR_RATE, RUN_P95_MS, WAIT_P95_MS, THROUGHPUT, DEATHS, WAITING, WAITING_GROWTH -> true;
            case OLDEST_WAITING_MS, DEAD, DEAD_SHARE, WORKERS, SCHEDULE_MISSED, NEW_FAILURE_GROUP, STUCK_SLOTS -> false;
        };
    }

    private static long size(QueueInfo queue) {
        return queue.counts().values().stream().mapToLong(Long::longValue).sum();
    }
}

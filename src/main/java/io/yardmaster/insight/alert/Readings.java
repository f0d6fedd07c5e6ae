package io.yardmaster.insight.alert;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.QueueMarks;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.insight.metrics.QueueMetrics;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.store.FailureStore;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one evaluation measures; each thing is read once, however many rules ask. For one thread. */
final class Readings {
    private static final int MOST_SCHEDULES = 1_000;
    private static final int MOST_RUNS = 100;
    /** Those that are read from buckets. */
    private static final Set<AlertMetric> WINDOWED = EnumSet.of(
            AlertMetric.ERROR_RATE,
            AlertMetric.RUN_P95_MS,
            AlertMetric.WAIT_P95_MS,
            AlertMetric.THROUGHPUT,
            AlertMetric.WAITING_GROWTH,
            AlertMetric.DEATHS);

    private final long now;
    private final Metrics metrics;
    private final Schedules schedules;
    private final FailureStore failures;
    private final List<NodeInfo> alive;
    private final Map<String, QueueMarks> marks;
    private final Map<String, QueueMetrics> windows = new HashMap<>();
    private final Map<String, List<FailureGroup>> groups = new HashMap<>();
    private final Map<Long, Map<String, Long>> missed = new HashMap<>();

    /** @param now epoch milliseconds @param alive nodes that run jobs @param marks of queues, by queue */
    Readings(
            long now,
            Metrics metrics,
            Schedules schedules,
            FailureStore failures,
            List<NodeInfo> alive,
            Map<String, QueueMarks> marks) {
        this.now = now;
        this.metrics = metrics;
        this.schedules = schedules;
        this.failures = failures;
        this.alive = alive;
        this.marks = marks;
    }

    /** Reads the buckets of all rules that look at windows in one round. @param rules those that are evaluated */
    void ahead(List<AlertRule> rules, List<QueueInfo> queues) {
        Map<Long, Set<String>> wanted = new HashMap<>();
        for (AlertRule rule : rules) {
            if (WINDOWED.contains(rule.scope().metric())) {
                Set<String> names = wanted.computeIfAbsent(rule.windowMs(), first -> new HashSet<>());
                queues.stream().map(QueueInfo::name).filter(rule::covers).forEach(names::add);
            }
        }
        metrics.ahead(wanted, now);
    }

    /** What the rule measures in that queue; null = no data. */
    Double value(AlertRule rule, QueueInfo queue) {
        return switch (rule.scope().metric()) {
            case ERROR_RATE ->
                sampled(rule, window(rule, queue), window(rule, queue).errorRate());
            case RUN_P95_MS ->
                sampled(rule, window(rule, queue), window(rule, queue).runTime().p95());
            case WAIT_P95_MS ->
                sampled(
                        rule,
                        window(rule, queue),
                        window(rule, queue).waitTime().p95());
            case THROUGHPUT -> window(rule, queue).throughputPerMinute();
            case WAITING -> (double) queue.count(JobState.WAITING);
            case WAITING_GROWTH -> metrics.growth(queue.name(), rule.windowMs(), now);
            case OLDEST_WAITING_MS -> queue.paused() ? null : oldest(queue);
            case DEAD -> (double) queue.count(JobState.DEAD);
            case DEAD_SHARE -> marks.getOrDefault(queue.name(), QueueMarks.NONE).deadFill() / 100.0;
            case DEATHS ->
                (double) metrics.deaths(
                        queue.name(), rule.windowMs(), now, rule.scope().maxPriority());
            case WORKERS -> queue.paused() || queue.count(JobState.WAITING) == 0 ? null : workers(queue);
            case SCHEDULE_MISSED -> missed(rule, queue);
            case NEW_FAILURE_GROUP -> newGroups(rule, queue);
            case STUCK_SLOTS -> stuck(queue);
        };
    }

    private QueueMetrics window(AlertRule rule, QueueInfo queue) {
        return windows.computeIfAbsent(
                rule.windowMs() + " " + queue.name(), key -> metrics.window(queue.name(), rule.windowMs(), now));
    }

    private static Double sampled(AlertRule rule, QueueMetrics window, Double value) {
        return window.processed() < rule.limit().minSamples() ? null : value;
    }

    private static double oldest(QueueInfo queue) {
        return queue.oldestWaitingMs() == null ? 0 : queue.oldestWaitingMs();
    }

    private double workers(QueueInfo queue) {
        return alive.stream().filter(node -> node.slotsFor(queue.name()) > 0).count();
    }

    private double stuck(QueueInfo queue) {
        return alive.stream()
                .filter(node -> node.slotsFor(queue.name()) > 0)
                .mapToInt(NodeInfo::stuck)
                .sum();
    }

    /** Groups that have dead jobs now and were first seen in the window. */
    private double newGroups(AlertRule rule, QueueInfo queue) {
        if (queue.count(JobState.DEAD) == 0) {
            return 0;
        }
        return groups
                .computeIfAbsent(
                        queue.name(),
                        name -> failures.of(List.of(name)).getFirst().groups())
                .stream()
                .filter(group -> !group.isOther() && group.firstAt() > now - rule.windowMs())
                .count();
    }

    private double missed(AlertRule rule, QueueInfo queue) {
        return missed.computeIfAbsent(rule.windowMs(), this::readMissed).getOrDefault(queue.name(), 0L);
    }

    /** The missed ticks of each queue in the window: of at most a thousand schedules that ran in it, by name. */
    private Map<String, Long> readMissed(long windowMs) {
        List<String> lately = schedules.newestRuns().entrySet().stream()
                .filter(newest -> newest.getValue().firedAt() > now - windowMs)
                .map(Map.Entry::getKey)
                .sorted()
                .limit(MOST_SCHEDULES)
                .toList();
        List<Schedule> some = schedules.all(lately);
        var runs = schedules.runs(some.stream().map(Schedule::name).toList(), MOST_RUNS);
        Map<String, Long> byQueue = new HashMap<>();
        for (int i = 0; i < some.size(); i++) {
            long count = runs.get(i).stream()
                    .filter(run -> run.isMissed() && run.firedAt() > now - windowMs)
                    .count();
            byQueue.merge(schedules.queueOf(some.get(i)), count, Long::sum);
        }
        return byQueue;
    }
}

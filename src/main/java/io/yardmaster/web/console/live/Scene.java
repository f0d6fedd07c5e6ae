package io.yardmaster.web.console.live;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.insight.alert.Alerts.Shown;
import io.yardmaster.insight.health.HealthCode;
import io.yardmaster.insight.health.HealthFact;
import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.job.JobState;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole yard at one moment, read once for all who look, with what is wrong in it: found once too. */
public final class Scene {
    private static final List<String> WORST_FIRST = List.of("critical", "warning", "paused", "dot");

    private final long at;
    private final List<HistoryPoint> hour;
    private final List<NodeInfo> nodes;
    private final Long awaySince;
    private final List<HealthFact> problems;
    private final List<Fires> firing;
    private final Map<String, String> glyphs = new HashMap<>();
    private final Map<String, QueueSnapshot> byName = new HashMap<>();
    private final Map<JobState, Long> counts = new EnumMap<>(JobState.class);
    private final List<QueueSnapshot> queues;
    private final List<QueueSnapshot> inOrder;

    /** An alert that fires. @param silent its rule tells nobody of it now */
    public record Fires(Shown shown, boolean silent) {
        /** True when nobody has seen it yet and nobody wanted to hear nothing of it. */
        public boolean isOpen() {
            return shown.seen() == null && !silent;
        }
    }

    /** A yard in which nothing fires. */
    public Scene(long at, List<QueueSnapshot> queues, List<HistoryPoint> hour, List<NodeInfo> nodes, Long awaySince) {
        this(at, queues, hour, nodes, List.of(), awaySince);
    }

    /**
     * @param at epoch milliseconds
     * @param queues by name
     * @param hour the last hour of all queues together, a step a minute
     * @param nodes every node seen in the last hour
     * @param firing alerts that fire, newest first
     * @param awaySince epoch milliseconds since when the store is away, and then all else is as of that time; null
     *     while it is there
     */
    public Scene(
            long at,
            List<QueueSnapshot> queues,
            List<HistoryPoint> hour,
            List<NodeInfo> nodes,
            List<Fires> firing,
            Long awaySince) {
        this.at = at;
        this.firing = List.copyOf(firing);
        this.queues = List.copyOf(queues);
        this.hour = List.copyOf(hour);
        this.nodes = List.copyOf(nodes);
        this.awaySince = awaySince;
        this.problems = QueueRules.of(queues, at);
        problems.forEach(fact -> glyphs.merge(fact.queue(), glyph(fact), Scene::worse));
        for (QueueSnapshot queue : queues) {
            byName.put(queue.name(), queue);
            queue.info().counts().forEach((state, count) -> counts.merge(state, count, Long::sum));
        }
        this.inOrder = queues.stream()
                .sorted(Comparator.comparing((QueueSnapshot queue) -> rank(queue.name()))
                        .thenComparing(QueueSnapshot::name))
                .toList();
    }

    /** Epoch milliseconds. */
    public long at() {
        return at;
    }

    /** By name. */
    public List<QueueSnapshot> queues() {
        return queues;
    }

    /** Those with trouble first, worst first, then the paused, then by name. */
    public List<QueueSnapshot> inOrder() {
        return inOrder;
    }

    /** The last hour of all queues together, a step a minute. */
    public List<HistoryPoint> hour() {
        return hour;
    }

    /** Every node seen in the last hour. */
    public List<NodeInfo> nodes() {
        return nodes;
    }

    /** Alerts that fire, newest first. */
    public List<Fires> firing() {
        return firing;
    }

    /** Epoch milliseconds; null while the store is there. */
    public Long awaySince() {
        return awaySince;
    }

    /** All that is wrong, worst first. */
    public List<HealthFact> problems() {
        return problems;
    }

    /** The sign of a queue after the worst that is wrong with it: critical, warning, paused, else dot. */
    public String glyph(String queue) {
        return glyphs.getOrDefault(queue, "dot");
    }

    /** 0 for a queue with critical trouble, then rising; {@code dot} is last. */
    public int rank(String queue) {
        return WORST_FIRST.indexOf(glyph(queue));
    }

    /** The queue of that name. */
    public Optional<QueueSnapshot> queue(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** True when slots that serve a queue serve others too. */
    public boolean sharesSlots(String queue) {
        return nodes.stream().anyMatch(node -> node.state().equals("running") && node.sharesSlots(queue));
    }

    /** Jobs in that state, over all queues. */
    public long count(JobState state) {
        return counts.getOrDefault(state, 0L);
    }

    /** The same yard seen later, without a store. @param since epoch milliseconds */
    public Scene away(long now, long since) {
        return new Scene(now, queues, hour, nodes, firing, since);
    }

    private static String glyph(HealthFact fact) {
        boolean quiet = fact.severity() == Severity.INFO;
        return quiet
                ? fact.code() == HealthCode.PAUSED ? "paused" : "dot"
                : fact.severity().word();
    }

    private static String worse(String one, String other) {
        return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
    }
}

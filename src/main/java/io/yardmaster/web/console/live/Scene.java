package io.yardmaster.web.console.live;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.job.JobState;
import java.util.List;
import java.util.Optional;

/**
 * The whole yard at one moment, read once for all who look.
 *
 * @param at epoch milliseconds
 * @param queues by name
 * @param hour the last hour of all queues together, a step a minute
 * @param nodes every node seen in the last hour
 * @param awaySince epoch milliseconds since when the store is away, and then all else is as of that time; null while
 *     it is there
 */
public record Scene(
        long at, List<QueueSnapshot> queues, List<HistoryPoint> hour, List<NodeInfo> nodes, Long awaySince) {
    public Scene {
        queues = List.copyOf(queues);
        hour = List.copyOf(hour);
        nodes = List.copyOf(nodes);
    }

    /** The queue of that name. */
    public Optional<QueueSnapshot> queue(String name) {
        return queues.stream().filter(lane -> lane.name().equals(name)).findFirst();
    }

    /** Jobs in that state, over all queues. */
    public long count(JobState state) {
        return queues.stream().mapToLong(lane -> lane.count(state)).sum();
    }

    /** The same yard seen later, without a store. @param since epoch milliseconds */
    public Scene away(long now, long since) {
        return new Scene(now, queues, hour, nodes, since);
    }
}

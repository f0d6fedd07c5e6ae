package io.yardmaster.web.console.workers;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.web.console.overview.QueueRow.Meter;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import io.yardmaster.web.console.words.Zone.Moment;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A worker in words.
 *
 * @param name its machine and process
 * @param glyph right for one that runs, warning for one that is quiet or stops, critical for one that is lost
 * @param pools its slots by what they serve
 * @param deliveries slots beside them, for deliveries to webhooks alone
 * @param skew how far its clock is from the store's
 * @param isSkewed that is more than a second
 * @param types what it can run
 */
public record WorkerRow(
        String id,
        String name,
        String glyph,
        String state,
        String pools,
        Meter meter,
        int deliveries,
        int stuck,
        String memory,
        String skew,
        boolean isSkewed,
        String version,
        String types,
        Moment started,
        Moment seen) {
    static WorkerRow of(NodeInfo node, Zone zone, long now) {
        String pools = node.slots().entrySet().stream()
                .filter(pool -> !pool.getKey().equals(NodeInfo.DELIVERIES))
                .map(pool -> pool.getKey() + ":" + pool.getValue())
                .collect(Collectors.joining(" "));
        return new WorkerRow(
                node.id(),
                node.host() + ":" + node.pid(),
                switch (node.state()) {
                    case "running" -> "right";
                    case "lost" -> "critical";
                    default -> "warning";
                },
                node.state(),
                pools,
                Meter.of(node.userBusy(), node.userSlots(), false),
                node.deliverySlots(),
                node.stuck(),
                Words.bytes(node.usedBytes()) + " of " + Words.bytes(node.maxBytes()),
                skew(node.storeAheadMs()),
                node.skewed(),
                node.version(),
                String.join(", ", node.types().stream().sorted().toList()),
                zone.past(node.startedAt(), now),
                zone.past(node.lastSeenAt(), now));
    }

    /** What a person reads of a clock: its difference to the store's, or that there is none. */
    public static String skew(long storeAheadMs) {
        String size = Words.duration(Math.abs(storeAheadMs));
        return storeAheadMs == 0 ? "right" : size + (storeAheadMs > 0 ? " behind" : " ahead");
    }

    /** True when it can be told to be quiet. */
    public boolean isRunning() {
        return state.equals("running");
    }

    public boolean isLost() {
        return state.equals("lost");
    }

    /** True when it can be told to stop. */
    public boolean canStop() {
        return !isLost() && !state.equals("stopping");
    }

    /** A job that it runs. */
    public record WorkedJob(String id, String queue, String type, String worker, Moment since) {
        static List<WorkedJob> of(NodeInfo node, Zone zone, long now) {
            return node.running().stream()
                    .map(job -> new WorkedJob(
                            job.id(),
                            job.queue(),
                            job.type(),
                            node.host() + ":" + node.pid(),
                            zone.past(job.startedAt(), now)))
                    .toList();
        }
    }
}

package io.yardmaster.web.api.cluster;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.web.api.request.At;
import java.util.List;

/**
 * A worker as the API writes it.
 *
 * @param slots for jobs of users
 * @param busy of them
 * @param deliverySlots beside them, for deliveries to webhooks alone
 * @param storeAheadMs how far the store's clock is ahead of its own
 */
public record WorkerJson(
        String id,
        String node,
        String kind,
        At startedAt,
        At lastSeenAt,
        String version,
        String state,
        List<String> queues,
        int slots,
        int busy,
        int deliverySlots,
        int stuck,
        Heap memory,
        long storeAheadMs,
        List<String> types,
        List<Running> jobs) {
    /** Heap in bytes. */
    public record Heap(long usedBytes, long maxBytes) {}

    /** A job that it runs. */
    public record Running(String id, String type, String queue, At startedAt) {
        static Running of(NodeInfo.RunningJob job) {
            return new Running(job.id(), job.type(), job.queue(), At.of(job.startedAt()));
        }
    }

    static WorkerJson of(NodeInfo node) {
        return new WorkerJson(
                node.id(),
                node.host() + ":" + node.pid(),
                "local",
                At.of(node.startedAt()),
                At.of(node.lastSeenAt()),
                node.version(),
                node.state(),
                List.copyOf(node.slots().keySet()),
                node.userSlots(),
                node.userBusy(),
                node.deliverySlots(),
                node.stuck(),
                new Heap(node.usedBytes(), node.maxBytes()),
                node.storeAheadMs(),
                node.types(),
                node.running().stream().map(Running::of).toList());
    }
}

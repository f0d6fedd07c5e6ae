package io.yardmaster.web.api.cluster;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.web.api.request.At;
import java.util.List;

/** A worker as the API writes it. */
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
        int stuck,
        Heap memory,
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
                node.slots().values().stream().mapToInt(Integer::intValue).sum(),
                node.busy(),
                node.stuck(),
                new Heap(node.usedBytes(), node.maxBytes()),
                node.running().stream().map(Running::of).toList());
    }
}

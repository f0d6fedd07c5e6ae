package io.yardmaster.engine.node;

import java.util.List;
import java.util.Map;

/**
 * A server process of the cluster as its last beat told.
 *
 * @param id made at its start
 * @param host name of its machine
 * @param pid its process id
 * @param startedAt epoch milliseconds
 * @param lastSeenAt epoch milliseconds
 * @param version of the server
 * @param state running, stopping or lost
 * @param roles web, worker or both
 * @param types job types that it can run
 * @param slots slots by pool as configured, for example {@code *} to 10
 * @param busy jobs that it runs
 * @param busyByQueue the same by queue
 * @param usedBytes heap in use
 * @param maxBytes heap at most
 * @param running up to 50 of the jobs that it runs, longest first
 * @param stuck slots whose handler goes on although it was told to stop; they are none of the busy ones
 */
public record NodeInfo(
        String id,
        String host,
        long pid,
        long startedAt,
        long lastSeenAt,
        String version,
        String state,
        List<String> roles,
        List<String> types,
        Map<String, Integer> slots,
        int busy,
        Map<String, Integer> busyByQueue,
        long usedBytes,
        long maxBytes,
        List<RunningJob> running,
        int stuck) {

    /** The same node in another state. */
    NodeInfo withState(String changed) {
        return new NodeInfo(
                id,
                host,
                pid,
                startedAt,
                lastSeenAt,
                version,
                changed,
                roles,
                types,
                slots,
                busy,
                busyByQueue,
                usedBytes,
                maxBytes,
                running,
                stuck);
    }

    /** True when the slots that may serve a queue may serve others too. */
    public boolean sharesSlots(String queue) {
        boolean hasOwn = slots.keySet().stream()
                .anyMatch(pool -> List.of(pool.split("\\+")).contains(queue));
        return hasOwn ? !slots.containsKey(queue) : slots.containsKey("*");
    }

    /** How many slots of this node may serve a queue. */
    public int slotsFor(String queue) {
        int own = 0;
        boolean named = false;
        for (Map.Entry<String, Integer> pool : slots.entrySet()) {
            if (List.of(pool.getKey().split("\\+")).contains(queue)) {
                named = true;
                own += pool.getValue();
            }
        }
        return named ? own : slots.getOrDefault("*", 0);
    }

    /** A job that a node runs. @param startedAt epoch milliseconds */
    public record RunningJob(String id, String type, String queue, long startedAt) {}
}

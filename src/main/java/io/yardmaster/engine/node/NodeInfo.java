package io.yardmaster.engine.node;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server process of the cluster as its last beat told.
 *
 * @param id made at its start
 * @param host name of its machine
 * @param pid its process id
 * @param startedAt epoch milliseconds
 * @param lastSeenAt epoch milliseconds
 * @param version of the server
 * @param state running, quiet, stopping or lost
 * @param roles web, worker or both
 * @param types job types that it can run
 * @param slots slots open now, by what they serve: {@code *}, queues with {@code +} between them, or one queue
 * @param busy jobs that it runs
 * @param busyByQueue the same by queue
 * @param usedBytes heap in use
 * @param maxBytes heap at most
 * @param running up to 50 of the jobs that it runs, longest first
 * @param stuck slots whose handler goes on although it was told to stop; they are none of the busy ones
 * @param storeAheadMs how far the store's clock is ahead of its own, in milliseconds
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
        int stuck,
        long storeAheadMs) {
    static final String LOST = "lost";
    private static final long LARGEST_SKEW_MS = 1_000;
    /** The queue of deliveries to webhooks, which has slots of its own on every worker unless a setting names it. */
    public static final String DELIVERIES = "yardmaster.webhooks";
    /** How many. */
    public static final int DELIVERY_SLOTS = 4;

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
                stuck,
                storeAheadMs);
    }

    /** True when it was not heard of for so long that its jobs are taken back. */
    public boolean lost() {
        return LOST.equals(state);
    }

    /** True when its clock is more than a second from the store's. */
    public boolean skewed() {
        return Math.abs(storeAheadMs) > LARGEST_SKEW_MS;
    }

    /** Slots that jobs of users may use: without those that are kept for deliveries. */
    public int userSlots() {
        return slots.values().stream().mapToInt(Integer::intValue).sum() - deliverySlots();
    }

    /** Of them, those that run a job. */
    public int userBusy() {
        return busy - (deliverySlots() == 0 ? 0 : busyByQueue.getOrDefault(DELIVERIES, 0));
    }

    /** Slots that serve deliveries to webhooks alone; 0 where these share the slots of others. */
    public int deliverySlots() {
        return slots.getOrDefault(DELIVERIES, 0);
    }

    /** True when the slots that may serve a queue may serve others too. */
    public boolean sharesSlots(String queue) {
        boolean hasOwn = slots.keySet().stream()
                .anyMatch(pool -> List.of(pool.split("\\+")).contains(queue));
        return hasOwn ? !slots.containsKey(queue) : slots.containsKey("*") && !queue.equals(DELIVERIES);
    }

    /** How many slots of this node may serve a queue. One that scales has slots of its own, whoever else names it. */
    public int slotsFor(String queue) {
        Integer alone = slots.get(queue);
        if (alone != null) {
            return alone;
        }
        int own = 0;
        boolean named = false;
        for (Map.Entry<String, Integer> pool : slots.entrySet()) {
            if (List.of(pool.getKey().split("\\+")).contains(queue)) {
                named = true;
                own += pool.getValue();
            }
        }
        int others = queue.equals(DELIVERIES) ? DELIVERY_SLOTS : slots.getOrDefault("*", 0);
        return named ? own : others;
    }

    /** What a node can be told to do, the later one more than the earlier; there is no way back. */
    public enum Order {
        /** Claims nothing more; what runs goes on. */
        QUIET,
        /** Ends in order, as on SIGTERM. */
        STOP;

        /** Its word in the store and in paths. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for a word that is none, or null. */
        public static Optional<Order> of(String word) {
            return Stream.of(values())
                    .filter(order -> order.word().equals(word))
                    .findFirst();
        }
    }

    /** A job that a node runs. @param startedAt epoch milliseconds */
    public record RunningJob(String id, String type, String queue, long startedAt) {}
}

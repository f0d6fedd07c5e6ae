package io.yardmaster.engine.node;

import java.util.List;
import java.util.Set;

/**
 * What an operator may set, checked at the start. Each component names its key in `config/application.properties`
 * (the environment variable is the same in capitals with underscores).
 *
 * @param roles what this node does ({@code yardmaster.roles})
 * @param pools slots of this node ({@code yardmaster.queues}), in declared order; at least one
 * @param waits how long it waits for what
 * @param httpAllow networks that outgoing calls may reach although they are private ({@code yardmaster.http-allow}),
 *     CIDR notation
 * @param demo what the demonstration may add
 */
public record Settings(Set<NodeRole> roles, List<Pool> pools, Waits waits, List<String> httpAllow, Demo demo) {

    /**
     * How long this node waits for what.
     *
     * @param leaseMs 1,000..600,000 ({@code yardmaster.lease-ms})
     * @param shutdownMs 0..600,000: how long a drain waits before it cancels what runs ({@code yardmaster.shutdown-ms})
     * @param unknownTypeMs 1,000 to 30 days: how long a job waits whose type no live worker knows
     *     ({@code yardmaster.unknown-type-ms})
     */
    public record Waits(long leaseMs, long shutdownMs, long unknownTypeMs) {}

    /**
     * When a worker node ends in order so that its supervisor starts it anew, in place of limits for each child process.
     *
     * @param jobs after so many ended runs, at most 1,000,000,000; 0 = never ({@code yardmaster.recycle-jobs})
     * @param heapPercent above so much of its largest heap for a minute, 50..99; 0 = never
     *     ({@code yardmaster.recycle-heap-percent})
     */
    public record Recycle(long jobs, int heapPercent) {}

    public long leaseMs() {
        return waits.leaseMs();
    }

    public long shutdownMs() {
        return waits.shutdownMs();
    }

    /** What a node can do. */
    public enum NodeRole {
        WEB,
        WORKER
    }

    /**
     * Slots that serve some queues.
     *
     * @param queues their names; empty = every queue that no other pool names
     * @param slots 1..10,000
     */
    public record Pool(List<String> queues, int slots) {
        /** True for the pool of all queues that are not named. */
        public boolean isRest() {
            return queues.isEmpty();
        }
    }

    /**
     * What the demonstration may add.
     *
     * @param handlers the {@code demo.*} handlers exist ({@code yardmaster.demo-handlers})
     * @param traffic believable jobs come in by themselves ({@code yardmaster.demo-traffic}, set by {@code --demo})
     */
    public record Demo(boolean handlers, boolean traffic) {}
}

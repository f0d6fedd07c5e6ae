package io.yardmaster.engine.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.store.cluster.NodeStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The nodes of the cluster that run jobs, by their beats. */
@Singleton
public class Nodes {
    /** How often a node beats, in milliseconds. */
    public static final long BEAT_MS = 2_000;

    private static final Logger LOG = Logger.getLogger(Nodes.class);
    private static final long LOST_AFTER_MS = 5 * BEAT_MS;
    private static final long FORGOTTEN_AFTER_MS = 3_600_000;
    private static final long FRESH_NANOS = 500_000_000;
    private static final String RUNNING = "running";
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final NodeStore store;
    private final InstantSource clock;
    private volatile Seen seen = new Seen(List.of(), System.nanoTime() - 2 * FRESH_NANOS);

    Nodes(NodeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** No worker of that id was seen lately. */
    public static class UnknownNodeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public UnknownNodeException() {
            super("there is no worker of that id, or it is lost");
        }
    }

    private record Seen(List<NodeInfo> nodes, long atNanos) {}

    /** Every node seen in the last hour, running ones first, then by start; up to half a second old. */
    public List<NodeInfo> all() {
        Seen last = seen;
        if (System.nanoTime() - last.atNanos() > FRESH_NANOS) {
            last = new Seen(read(), System.nanoTime());
            seen = last;
        }
        return last.nodes();
    }

    /** The nodes as last read, without asking the store. */
    public List<NodeInfo> lastSeen() {
        return seen.nodes();
    }

    /** When a node beat last, by its own clock in epoch milliseconds; 0 when none of that id did. Asks like {@link #all}. */
    public long lastBeat(String node) {
        return all().stream()
                .filter(one -> one.id().equals(node))
                .mapToLong(NodeInfo::lastSeenAt)
                .findFirst()
                .orElse(0);
    }

    /** Lets the next look ask the store. */
    void forgetSeen() {
        seen = new Seen(List.of(), System.nanoTime() - 2 * FRESH_NANOS);
    }

    /** Tells the cluster how this node is. */
    public void beat(NodeInfo node) {
        try {
            store.beat(node.id(), JSON.writeValueAsString(node));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Tells a node to do something; it hears of it within a second, and acts within two. One that stops already stays
     * so.
     *
     * @return the node as it was seen last
     * @throws UnknownNodeException for one that was not seen in the last hour, or is lost
     */
    public NodeInfo order(String id, NodeInfo.Order order) {
        NodeInfo node = read().stream()
                .filter(one -> one.id().equals(id) && !one.lost())
                .findFirst()
                .orElseThrow(UnknownNodeException::new);
        if (order == NodeInfo.Order.STOP || RUNNING.equals(node.state())) {
            store.order(id, order.word());
        }
        return node;
    }

    /** Takes a node off the list. */
    public void leave(String node) {
        store.forget(List.of(node));
    }

    private List<NodeInfo> read() {
        long now = clock.millis();
        List<NodeInfo> all = new ArrayList<>();
        List<String> forgotten = new ArrayList<>();
        for (Map.Entry<String, String> beat : store.all().entrySet()) {
            Optional<NodeInfo> node = parse(beat.getValue());
            if (node.isEmpty() || now - node.get().lastSeenAt() > FORGOTTEN_AFTER_MS) {
                forgotten.add(beat.getKey());
            } else {
                boolean lost = now - node.get().lastSeenAt() > LOST_AFTER_MS;
                all.add(lost ? node.get().withState(NodeInfo.LOST) : node.get());
            }
        }
        store.forget(forgotten);
        all.sort(Comparator.comparing((NodeInfo node) -> !RUNNING.equals(node.state()))
                .thenComparingLong(NodeInfo::startedAt));
        return List.copyOf(all);
    }

    private static Optional<NodeInfo> parse(String beat) {
        try {
            return Optional.of(JSON.readValue(beat, NodeInfo.class));
        } catch (JsonProcessingException edited) {
            LOG.debugf("a beat cannot be read: %s", edited.getMessage());
            return Optional.empty();
        }
    }
}

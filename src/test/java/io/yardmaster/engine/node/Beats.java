package io.yardmaster.engine.node;

import io.yardmaster.store.cluster.NodeBeats;
import io.yardmaster.store.redis.RedisLinks;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Nodes that tests let beat and leave. */
public final class Beats {
    private final RedisLinks links;
    private final InstantSource clock;
    private final Nodes nodes;

    public Beats(RedisLinks links, InstantSource clock) {
        this.links = links;
        this.clock = clock;
        this.nodes = new Nodes(NodeBeats.store(links), clock);
    }

    public Nodes nodes() {
        return nodes;
    }

    /** A running node that knows these types. */
    public void beat(String id, List<String> types) {
        long now = clock.millis();
        nodes.beat(new NodeInfo(
                id,
                "host",
                1,
                now,
                now,
                "1",
                "running",
                List.of("worker"),
                types,
                Map.of(),
                0,
                Map.of(),
                0,
                0,
                List.of(),
                0,
                0));
    }

    public void leave(String id) {
        nodes.leave(id);
    }

    /** The next look asks the store, as it does once half a second is over. */
    public void forgetWhatWasSeen() {
        nodes.forgetSeen();
    }
}

package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.Keep;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The last beat of every node. */
@Singleton
public class NodeStore {
    /** Begins the field of what a node was told to do, in the hash of what is set of the cluster. */
    static final String ORDER = "node:";

    private final RedisLinks links;

    public NodeStore(RedisLinks links) {
        this.links = links;
    }

    /** Keeps a node's beat. @param beat JSON */
    public void beat(String node, String beat) {
        RedisLink.await(links.keeper().batch(List.of(Keep.field(Keys.NODES, node, beat))));
    }

    /** Forgets nodes, and what they were told to do. */
    public void forget(List<String> nodes) {
        if (!nodes.isEmpty()) {
            Request beats = Request.cmd(Command.HDEL).arg(Keys.NODES);
            Request orders = Request.cmd(Command.HDEL).arg(Keys.SETTINGS);
            nodes.forEach(node -> {
                beats.arg(node);
                orders.arg(ORDER + node);
            });
            RedisLink.await(links.rest().batch(List.of(beats, orders)));
        }
    }

    /** Tells a node to do something, which it hears within a second. */
    public void order(String node, String what) {
        RedisLink.await(links.rest().batch(List.of(Keep.field(Keys.SETTINGS, ORDER + node, what))));
    }

    /** The last beat of each node, by node. */
    public Map<String, String> all() {
        return Wire.pairs(
                RedisLink.await(links.rest().send(Request.cmd(Command.HGETALL).arg(Keys.NODES))));
    }
}

package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.Keep;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last beat of every node. */
@Singleton
public class NodeStore {
    private final RedisLinks links;

    public NodeStore(RedisLinks links) {
        this.links = links;
    }

    /** Keeps a node's beat. @param beat JSON */
    public void beat(String node, String beat) {
        RedisLink.await(links.keeper().batch(List.of(Keep.field(Keys.NODES, node, beat))));
    }

    /** Forgets nodes. */
    public void forget(List<String> nodes) {
        if (!nodes.isEmpty()) {
            Request request = Request.cmd(Command.HDEL).arg(Keys.NODES);
            nodes.forEach(request::arg);
            RedisLink.await(links.rest().send(request));
        }
    }

    /** The last beat of each node, by node. */
    public Map<String, String> all() {
        var answer =
                RedisLink.await(links.rest().send(Request.cmd(Command.HGETALL).arg(Keys.NODES)));
        Map<String, String> all = new HashMap<>();
        if (answer.isMap()) {
            answer.getKeys().forEach(node -> all.put(node, answer.get(node).toString()));
        } else {
            for (int i = 0; i + 1 < answer.size(); i += 2) {
                all.put(answer.get(i).toString(), answer.get(i + 1).toString());
            }
        }
        return all;
    }
}

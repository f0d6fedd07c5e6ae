package io.yardmaster.store.cluster;

import io.yardmaster.store.redis.RedisLinks;

/** Makes a {@link NodeStore} for tests of other packages. */
public final class NodeBeats {
    private NodeBeats() {}

    public static NodeStore store(RedisLinks links) {
        return new NodeStore(links);
    }
}

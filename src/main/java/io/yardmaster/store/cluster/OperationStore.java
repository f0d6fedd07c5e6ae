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
import java.util.Optional;

/** Bulk acts of the last day, as JSON. */
@Singleton
public class OperationStore {
    private final RedisLinks links;

    public OperationStore(RedisLinks links) {
        this.links = links;
    }

    /** Keeps how far an operation is. */
    public void save(String id, String operation) {
        RedisLink.await(links.rest().batch(List.of(Keep.field(Keys.OPERATIONS, id, operation))));
    }

    /** One; empty when there is none of that id. */
    public Optional<String> one(String id) {
        Request ask = Request.cmd(Command.HGET).arg(Keys.OPERATIONS).arg(id);
        return Optional.ofNullable(Wire.text(RedisLink.await(links.rest().send(ask))));
    }

    /** All that are kept, in no order. */
    public List<String> all() {
        return Wire.texts(
                RedisLink.await(links.rest().send(Request.cmd(Command.HVALS).arg(Keys.OPERATIONS))));
    }

    /** Forgets some. */
    public void forget(List<String> ids) {
        if (!ids.isEmpty()) {
            Request request = Request.cmd(Command.HDEL).arg(Keys.OPERATIONS);
            ids.forEach(request::arg);
            RedisLink.await(links.rest().send(request));
        }
    }
}

package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.Keep;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bulk acts of the last day, as JSON. */
@Singleton
public class OperationStore {
    /** Begins the field that says that an operation is to stop; its value is no operation. */
    private static final String STOP = "stop:";

    private final RedisLinks links;

    public OperationStore(RedisLinks links) {
        this.links = links;
    }

    /**
     * What became of a call of a node that carries an operation out.
     *
     * @param held false when another node does, or when the operation has ended
     * @param stops true when somebody asked it to stop
     */
    public record Held(boolean held, boolean stops) {}

    /** Saves how far an operation is, and holds it for so long. @param operation as JSON @param holdMs 0 lets it go */
    public Held save(String id, String node, String operation, long holdMs) {
        return carry(id, node, operation, String.valueOf(holdMs));
    }

    /** Changes an operation that has ended. */
    public void put(String id, String operation) {
        RedisLink.await(links.rest().batch(List.of(Keep.field(Keys.OPERATIONS, id, operation))));
    }

    /** Saves how an operation has ended. */
    public Held end(String id, String node, String operation) {
        return carry(id, node, operation, "end");
    }

    /** Takes an operation over that nobody holds any more. */
    public Held take(String id, String node, long holdMs) {
        return carry(id, node, "", String.valueOf(holdMs));
    }

    /** The operations that nobody holds by then, and that have not ended. @param now epoch milliseconds */
    public List<String> abandoned(long now) {
        Map<String, String> holds = Wire.pairs(
                RedisLink.await(links.rest().send(Request.cmd(Command.HGETALL).arg(Keys.OPERATION_HOLDS))));
        return holds.entrySet().stream()
                .filter(hold -> Long.parseLong(hold.getValue().split(" ", 2)[0]) <= now)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Forgets the hold of an operation that is gone or has ended. */
    public void drop(String id) {
        RedisLink.await(links.rest()
                .send(Request.cmd(Command.HDEL).arg(Keys.OPERATION_HOLDS).arg(id)));
    }

    private Held carry(String id, String node, String operation, String hold) {
        List<byte[]> args =
                List.of(Wire.STORE_TIME, Wire.bytes(hold), Wire.bytes(id), Wire.bytes(node), Wire.bytes(operation));
        Response answer =
                RedisLink.await(links.rest().call(Script.CARRY, List.of(Keys.OPERATIONS, Keys.OPERATION_HOLDS), args));
        return new Held(answer.get(0).toInteger() == 1, answer.get(1).toInteger() == 1);
    }

    /** One; empty when there is none of that id. */
    public Optional<String> one(String id) {
        Request ask = Request.cmd(Command.HGET).arg(Keys.OPERATIONS).arg(id);
        return Optional.ofNullable(Wire.text(RedisLink.await(links.rest().send(ask))));
    }

    /** All that are kept, in no order, and empty texts among them. */
    public List<String> all() {
        return Wire.texts(
                RedisLink.await(links.rest().send(Request.cmd(Command.HVALS).arg(Keys.OPERATIONS))));
    }

    /** Notes that an operation is to stop. */
    public void stop(String id) {
        RedisLink.await(links.rest().batch(List.of(Keep.field(Keys.OPERATIONS, STOP + id, ""))));
    }

    /** Forgets some. */
    public void forget(List<String> ids) {
        if (!ids.isEmpty()) {
            Request request = Request.cmd(Command.HDEL).arg(Keys.OPERATIONS);
            ids.forEach(id -> request.arg(id).arg(STOP + id));
            RedisLink.await(links.rest().send(request));
        }
    }
}

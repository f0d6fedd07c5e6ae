package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.List;

/** What bulk acts took away, kept aside for a while in parts, each of which ends by itself. */
@Singleton
public class AsideStore {
    private final RedisLinks links;

    public AsideStore(RedisLinks links) {
        this.links = links;
    }

    /** Bytes that a part takes, without its keys; 0 when there is none. */
    public long size(String queue, String name) {
        Request ask = Request.cmd(Command.HGET).arg(new Keys(queue).aside(name)).arg("size");
        String size = Wire.text(RedisLink.await(links.rest().send(ask)));
        return size == null ? 0 : Long.parseLong(size);
    }

    /** Puts back what a part holds, as far as its places are free, and ends the part. Returns how many jobs came back. */
    public int restore(String queue, String name) {
        List<byte[]> args = List.of(Wire.STORE_TIME, Wire.bytes(name));
        return RedisLink.await(links.rest().call(Script.RESTORE, new Keys(queue).of(Script.RESTORE), args))
                .toInteger();
    }

    /** Ends a part. */
    public void forget(String queue, String name) {
        RedisLink.await(links.rest().send(Request.cmd(Command.UNLINK).arg(new Keys(queue).aside(name))));
    }
}

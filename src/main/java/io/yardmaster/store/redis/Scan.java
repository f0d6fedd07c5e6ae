package io.yardmaster.store.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;

/** Walks a hash, a set or a sorted set to its end, in slices, so that no call holds the store up. */
public final class Scan {
    private Scan() {}

    /**
     * Hands over each slice: fields and values, or members and scores, or members. Some may come twice.
     *
     * @param scan HSCAN, SSCAN or ZSCAN
     * @param count how many of them a slice has, about; a small key comes in one slice
     */
    public static void each(RedisLink link, Command scan, byte[] key, int count, Consumer<Response> slice) {
        String cursor = "0";
        do {
            Request ask = Request.cmd(scan).arg(key).arg(cursor).arg("COUNT").arg(count);
            Response part = RedisLink.await(link.send(ask));
            slice.accept(part.get(1));
            cursor = part.get(0).toString();
        } while (!"0".equals(cursor));
    }
}

package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.AlertKeys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Deploy markers by their time. Every call throws StoreAwayException. */
@Singleton
public class MarkerStore {
    /** How many are kept; the oldest go first. */
    public static final int MOST = 10_000;

    private static final AlertKeys KEYS = new AlertKeys();

    private final RedisLinks links;

    public MarkerStore(RedisLinks links) {
        this.links = links;
    }

    /** @param at epoch milliseconds */
    public record Placed(long at, String label) {}

    /** Adds one; a second one of the same time and label is the same. */
    public void add(Placed marker) {
        String member = marker.at() + " " + marker.label();
        Request add =
                Request.cmd(Command.ZADD).arg(KEYS.markers).arg(marker.at()).arg(member);
        Request trim =
                Request.cmd(Command.ZREMRANGEBYRANK).arg(KEYS.markers).arg(0).arg(-1 - MOST);
        RedisLink.await(links.rest().batch(List.of(add, trim)));
    }

    /** The newest from {@code from} to {@code to}, both included, newest first. @param to epoch milliseconds */
    public List<Placed> newest(long from, long to, int most) {
        Response found = RedisLink.await(links.rest()
                .send(Request.cmd(Command.ZRANGE)
                        .arg(KEYS.markers)
                        .arg(to)
                        .arg(from)
                        .arg("BYSCORE")
                        .arg("REV")
                        .arg("LIMIT")
                        .arg(0)
                        .arg(most)));
        List<Placed> all = new ArrayList<>(found.size());
        for (String text : Wire.texts(found)) {
            int space = text.indexOf(' ');
            all.add(new Placed(Long.parseLong(text.substring(0, space)), text.substring(space + 1)));
        }
        return all;
    }
}

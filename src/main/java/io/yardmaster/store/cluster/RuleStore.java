package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.AlertKeys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alert rules and webhooks by name, as JSON. Every call throws StoreAwayException. */
@Singleton
public class RuleStore {
    private static final AlertKeys KEYS = new AlertKeys();
    private static final String DEFAULTS = "defaults";

    private final RedisLinks links;

    public RuleStore(RedisLinks links) {
        this.links = links;
    }

    /** What is kept here by name. */
    public enum Kind {
        RULE,
        WEBHOOK;

        private byte[] key() {
            return this == RULE ? KEYS.rules : KEYS.webhooks;
        }
    }

    /** What a write did. */
    public enum Defined {
        CREATED,
        REPLACED,
        /** There are too many: nothing was written. */
        FULL,
        /** It was changed since it was seen: nothing was written. */
        CHANGED
    }

    /** Writes one. @param seen as it was read; null = whatever is there @param most how many there may be */
    public Defined put(Kind kind, String name, String value, String seen, int most) {
        List<byte[]> args = List.of(
                Wire.bytes(name), Wire.bytes(value), Wire.bytes(most), seen == null ? Wire.EMPTY : Wire.bytes(seen));
        int done = RedisLink.await(links.rest().call(Script.DEFINE, List.of(kind.key()), args))
                .toInteger();
        return switch (done) {
            case 1 -> Defined.CREATED;
            case 0 -> Defined.REPLACED;
            case -1 -> Defined.FULL;
            default -> Defined.CHANGED;
        };
    }

    /** One; null when there is none. */
    public String one(Kind kind, String name) {
        return Wire.text(ask(Request.cmd(Command.HGET).arg(kind.key()).arg(name)));
    }

    /** All, sorted by name. */
    public Map<String, String> all(Kind kind) {
        return sorted(ask(Request.cmd(Command.HGETALL).arg(kind.key())));
    }

    /** Removes one with its silence, or its log. @return false when there was none */
    public boolean drop(Kind kind, String name) {
        Request also = kind == Kind.RULE
                ? Request.cmd(Command.HDEL).arg(KEYS.silences).arg(name)
                : Request.cmd(Command.UNLINK).arg(KEYS.deliveries(name));
        Request drop = Request.cmd(Command.HDEL).arg(kind.key()).arg(name);
        return RedisLink.await(links.rest().batch(List.of(also, drop))).get(1).toInteger() == 1;
    }

    /** Until when rules are silent, by name, epoch milliseconds. */
    public Map<String, String> silences() {
        return sorted(ask(Request.cmd(Command.HGETALL).arg(KEYS.silences)));
    }

    /** @param until epoch milliseconds; null = no longer silent */
    public void silence(String rule, Long until) {
        Request write = until == null
                ? Request.cmd(Command.HDEL).arg(KEYS.silences).arg(rule)
                : Request.cmd(Command.HSET).arg(KEYS.silences).arg(rule).arg(until);
        ask(write);
    }

    /** Makes the rules of a new cluster, once; what was removed since does not come back. */
    public void begin(Map<String, String> defaults) {
        Request made = Request.cmd(Command.HEXISTS).arg(KEYS.meta).arg(DEFAULTS);
        if (ask(made).toInteger() == 1) {
            return;
        }
        defaults.forEach((name, rule) ->
                ask(Request.cmd(Command.HSETNX).arg(KEYS.rules).arg(name).arg(rule)));
        ask(Request.cmd(Command.HSET).arg(KEYS.meta).arg(DEFAULTS).arg(1));
    }

    private static Map<String, String> sorted(Response hash) {
        return new TreeMap<>(Wire.pairs(hash));
    }

    private Response ask(Request request) {
        return RedisLink.await(links.rest().send(request));
    }
}

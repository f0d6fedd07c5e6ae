package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.StoreClock;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The keys that unique jobs of a queue hold. */
@Singleton
public class UniqueStore {
    private final RedisLinks links;
    private final QueueStore queues;
    private final StoreClock clock;

    UniqueStore(RedisLinks links, QueueStore queues, StoreClock clock) {
        this.links = links;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * Keys of a queue, those that end soonest first, and after them by name.
     *
     * @param from how many to pass over
     * @param limit at most how many are looked at; one whose time is over is left out
     */
    public List<HeldKey> held(String queue, int from, int limit) {
        Keys keys = queues.keys(queue);
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(keys.of(Key.LOCK_ENDS))
                .arg(from)
                .arg(from + limit - 1);
        List<String> names = Wire.texts(RedisLink.await(links.rest().send(ask)));
        if (names.isEmpty()) {
            return List.of();
        }
        Request values = Request.cmd(Command.HMGET).arg(keys.of(Key.UNIQUE));
        Request ends = Request.cmd(Command.ZMSCORE).arg(keys.of(Key.LOCK_ENDS));
        names.forEach(name -> {
            values.arg(name);
            ends.arg(name);
        });
        List<Response> answers = RedisLink.await(links.rest().batch(List.of(values, ends)));
        List<HeldKey> held = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            add(
                    held,
                    names.get(i),
                    Wire.text(answers.get(0).get(i)),
                    Wire.score(answers.get(1).get(i)));
        }
        return held;
    }

    /** Frees a key; its job goes on. Returns false when nobody held it. */
    public boolean release(String queue, String key) {
        List<byte[]> keys = queues.keys(queue).of(Script.UNLOCK);
        Response freed = RedisLink.await(links.rest().call(Script.UNLOCK, keys, List.of(Wire.bytes(key))));
        return freed.toInteger() == 1;
    }

    /** @param value kind and job, with a space between; null when it was freed meanwhile */
    private void add(List<HeldKey> held, String key, String value, Long end) {
        if (value == null || end == null) {
            return;
        }
        Unique.Until until = Unique.Until.of(value.charAt(0));
        Long endsAt = until == Unique.Until.TTL ? end : null;
        if (endsAt == null || endsAt > clock.millis()) {
            held.add(new HeldKey(key, value.substring(2), until, endsAt));
        }
    }
}

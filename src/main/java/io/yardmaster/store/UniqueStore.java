package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.HeldKeys;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * Keys of a queue, those that end soonest first, and after them by name; those whose time is over are left out.
     *
     * @param from how many to pass over
     * @param limit at most how many
     */
    public HeldKeys held(String queue, int from, int limit) {
        byte[] ends = queues.keys(queue).of(Key.LOCK_ENDS);
        long over = RedisLink.await(links.rest()
                        .send(Request.cmd(Command.ZCOUNT).arg(ends).arg("-inf").arg(clock.millis())))
                .toLong();
        Request ask = Request.cmd(Command.ZRANGE).arg(ends).arg(over + from).arg(over + from + limit - 1);
        List<String> names = Wire.texts(RedisLink.await(links.rest().send(ask)));
        return new HeldKeys(names.isEmpty() ? List.of() : read(queue, names), names.size() == limit);
    }

    /** True while a job of the queue holds a key, or one is left of a job whose time is over. */
    public boolean isAnyHeld(String queue) {
        Request ask = Request.cmd(Command.EXISTS).arg(queues.keys(queue).of(Key.UNIQUE));
        return RedisLink.await(links.rest().send(ask)).toInteger() == 1;
    }

    /** The jobs that hold these keys, by key; without the keys that nobody holds. @param keys at least one */
    public Map<String, String> holders(String queue, List<String> keys) {
        Map<String, String> holders = new HashMap<>();
        long now = clock.millis();
        for (HeldKey held : read(queue, keys)) {
            if (held.endsAt() == null || held.endsAt() > now) {
                holders.put(held.key(), held.jobId());
            }
        }
        return holders;
    }

    private List<HeldKey> read(String queue, List<String> names) {
        Keys keys = queues.keys(queue);
        Request values = Request.cmd(Command.HMGET).arg(keys.of(Key.UNIQUE));
        Request ends = Request.cmd(Command.ZMSCORE).arg(keys.of(Key.LOCK_ENDS));
        names.forEach(name -> {
            values.arg(name);
            ends.arg(name);
        });
        List<Response> answers = RedisLink.await(links.rest().batch(List.of(values, ends)));
        List<HeldKey> held = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String value = Wire.text(answers.get(0).get(i));
            Long end = Wire.score(answers.get(1).get(i));
            if (value != null && end != null) { // else it was freed meanwhile
                held.add(held(names.get(i), value, end));
            }
        }
        return held;
    }

    /** Frees a key; its job goes on. Returns false when nobody held it. */
    public boolean release(String queue, String key) {
        List<byte[]> keys = queues.keys(queue).of(Script.UNLOCK);
        Response freed = RedisLink.await(links.rest().call(Script.UNLOCK, keys, List.of(Wire.bytes(key))));
        return freed.toInteger() == 1;
    }

    /** @param value kind and job, with a space between */
    private static HeldKey held(String key, String value, long end) {
        Unique.Until until = Unique.Until.of(value.charAt(0));
        return new HeldKey(key, value.substring(2), until, until == Unique.Until.TTL ? end : null);
    }
}

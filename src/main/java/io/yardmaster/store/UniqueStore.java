package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.HeldKeys;
import io.yardmaster.job.unique.KeyCursor;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that unique jobs of a queue hold. */
@Singleton
public class UniqueStore {
    /** Less than every key: none has a control character. */
    private static final byte[] BEFORE_ALL = {0};
    /** A part of the scan has a few keys more than were asked for: it ends with a whole chain of the hash's table. */
    private static final int SPARE = 8;

    private final RedisLinks links;
    private final QueueStore queues;
    private final StoreClock clock;

    UniqueStore(RedisLinks links, QueueStore queues, StoreClock clock) {
        this.links = links;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * Keys of a queue: those that end at a time, the soonest first, without those whose time is over; then the others. One
     * that is held from the first page to the last is on one of them, and on no second one, unless so many are freed
     * meanwhile that Redis makes the table of the others smaller.
     *
     * @param cursor where the page before ended; null = from the start
     * @param limit at most how many, 1..1000
     * @throws IllegalArgumentException when the cursor is none
     */
    public HeldKeys held(String queue, String cursor, int limit) {
        KeyCursor from = cursor == null ? KeyCursor.START : KeyCursor.of(cursor);
        List<HeldKey> held = new ArrayList<>();
        if (from.isTimed()) {
            from = timed(queue, from, limit, held);
        }
        while (from != null && !from.isTimed() && held.size() < limit) {
            from = others(queue, from, limit - held.size(), held);
        }
        return new HeldKeys(held, from == null ? null : from.text());
    }

    /** Adds those that end at a time. Returns where to go on. */
    private KeyCursor timed(String queue, KeyCursor from, int limit, List<HeldKey> held) {
        boolean first = from.key().isEmpty();
        List<byte[]> args = List.of(
                Wire.bytes("up"),
                Wire.bytes(first ? clock.millis() + 1 : from.at()),
                first ? BEFORE_ALL : Wire.bytes(from.key()),
                Wire.bytes(0),
                Wire.bytes(limit));
        List<byte[]> ends = List.of(queues.keys(queue).of(Key.LOCK_ENDS));
        Map<String, Long> found = new LinkedHashMap<>();
        Wire.scored(RedisLink.await(links.rest().call(Script.LIST, ends, args)), found::put);
        held.addAll(read(queue, List.copyOf(found.keySet())));
        KeyCursor next = KeyCursor.OTHERS;
        if (found.size() == limit) {
            for (Map.Entry<String, Long> last : found.entrySet()) {
                next = KeyCursor.timed(last.getValue(), last.getKey());
            }
        }
        return next;
    }

    /** Adds those of one part of the scan, by name, as many as there is room for. Returns where to go on; null at the end. */
    private KeyCursor others(String queue, KeyCursor from, int room, List<HeldKey> held) {
        int count = from.isWithin() ? 1 : Math.max(1, room - SPARE);
        Part part = part(queue, from, count);
        if (part.keys().size() > room && count > 1 && !part.isLast()) {
            part = part(queue, from, 1); // a part that is given by half must be the least there is
        }
        if (part.keys().size() > room) {
            held.addAll(part.keys().subList(0, room));
            return from.within(part.next(), part.keys().get(room - 1).key());
        }
        held.addAll(part.keys());
        return part.isLast() ? null : from.behind(part.next());
    }

    /** A part of the scan, by name, without what the pages before gave of it. @param next where the scan goes on */
    private record Part(List<HeldKey> keys, String next) {
        boolean isLast() {
            return next.equals(KeyCursor.END);
        }
    }

    private Part part(String queue, KeyCursor from, int count) {
        Request ask = Request.cmd(Command.HSCAN)
                .arg(queues.keys(queue).of(Key.UNIQUE))
                .arg(from.scan())
                .arg("COUNT")
                .arg(count);
        Response answer = RedisLink.await(links.rest().send(ask));
        String next = answer.get(0).toString();
        List<HeldKey> keys = new ArrayList<>();
        Wire.pairs(answer.get(1)).forEach((key, value) -> {
            HeldKey one = held(key, value, null);
            if (one.until() != Unique.Until.TTL && !from.passes(next, key)) {
                keys.add(one);
            }
        });
        keys.sort(Comparator.comparing(HeldKey::key));
        return new Part(keys, next);
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
        if (names.isEmpty()) {
            return List.of();
        }
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
            HeldKey one = value == null ? null : held(names.get(i), value, end);
            if (one != null && (one.until() != Unique.Until.TTL || end != null)) { // else it was freed meanwhile
                held.add(one);
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

    /** @param value as the scripts write it: a job, or the kind of its lock, a space or a plus, and the job */
    private static HeldKey held(String key, String value, Long end) {
        boolean bare = value.length() < 2 || value.charAt(1) != ' ' && value.charAt(1) != '+';
        Unique.Until until = bare ? Unique.Until.FINISH : Unique.Until.of(value.charAt(0));
        return new HeldKey(key, bare ? value : value.substring(2), until, until == Unique.Until.TTL ? end : null);
    }
}

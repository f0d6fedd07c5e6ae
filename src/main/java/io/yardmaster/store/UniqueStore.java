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
import java.util.Comparator;
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
     * Keys of a queue: those that end at a time, the soonest first, without those whose time is over; then the others, of
     * which one may come twice while others are taken.
     *
     * @param cursor where the page before ended; null = from the start
     * @param limit at most how many
     * @throws IllegalArgumentException when the cursor is none
     */
    public HeldKeys held(String queue, String cursor, int limit) {
        KeyCursor from = KeyCursor.of(cursor);
        List<HeldKey> held = new ArrayList<>();
        if (from.isTimed()) {
            List<String> names = timed(queue, from.passed(), limit);
            held.addAll(read(queue, names));
            if (names.size() == limit) {
                return new HeldKeys(held, KeyCursor.timed(from.passed() + limit).text());
            }
            from = KeyCursor.START_OF_OTHERS;
        }
        while (from != null && held.size() < limit) {
            from = others(queue, from, limit, held);
        }
        return new HeldKeys(held, from == null ? null : from.text());
    }

    private List<String> timed(String queue, long passed, int limit) {
        byte[] ends = queues.keys(queue).of(Key.LOCK_ENDS);
        long over = RedisLink.await(links.rest()
                        .send(Request.cmd(Command.ZCOUNT).arg(ends).arg("-inf").arg(clock.millis())))
                .toLong();
        Request ask = Request.cmd(Command.ZRANGE).arg(ends).arg(over + passed).arg(over + passed + limit - 1);
        return Wire.texts(RedisLink.await(links.rest().send(ask)));
    }

    /** Adds those of one part of the scan, by name. Returns where to go on; null at the end. */
    private KeyCursor others(String queue, KeyCursor from, int limit, List<HeldKey> held) {
        Request ask = Request.cmd(Command.HSCAN)
                .arg(queues.keys(queue).of(Key.UNIQUE))
                .arg(from.scan())
                .arg("COUNT")
                .arg(limit);
        Response part = RedisLink.await(links.rest().send(ask));
        List<HeldKey> all = new ArrayList<>();
        Wire.pairs(part.get(1)).forEach((key, value) -> {
            HeldKey one = held(key, value, null);
            if (one.until() != Unique.Until.TTL) {
                all.add(one);
            }
        });
        all.sort(Comparator.comparing(HeldKey::key));
        int begin = (int) Math.min(from.passed(), all.size());
        int end = Math.min(all.size(), begin + limit - held.size());
        held.addAll(all.subList(begin, end));
        if (end < all.size()) {
            return from.passed(end);
        }
        String next = part.get(0).toString();
        return next.equals("0") ? null : KeyCursor.scan(next);
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

    /**
     * Where a page of held keys ended: among those that end at a time so many were passed, or in the scan of the others so many
     * of its present part.
     *
     * @param scan the cursor of the scan; null among those that end at a time
     */
    private record KeyCursor(String scan, long passed) {
        static final KeyCursor START_OF_OTHERS = scan("0");
        private static final long MOST_PASSED = 100_000_000;

        static KeyCursor timed(long passed) {
            return new KeyCursor(null, passed);
        }

        static KeyCursor scan(String cursor) {
            return new KeyCursor(cursor, 0);
        }

        /** @param text "<passed>" or "<passed>.<scan>"; null = the start @throws IllegalArgumentException when it is neither */
        static KeyCursor of(String text) {
            if (text == null) {
                return timed(0);
            }
            if (!text.matches("[0-9]{1,9}([.][0-9]{1,20})?")) {
                throw new IllegalArgumentException("is not one of this list");
            }
            int dot = text.indexOf('.');
            long passed = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
            if (passed > MOST_PASSED) {
                throw new IllegalArgumentException("is not one of this list");
            }
            return new KeyCursor(dot < 0 ? null : text.substring(dot + 1), passed);
        }

        boolean isTimed() {
            return scan == null;
        }

        /** The same part of the scan, so far. */
        KeyCursor passed(long now) {
            return new KeyCursor(scan, now);
        }

        String text() {
            return isTimed() ? String.valueOf(passed) : passed + "." + scan;
        }
    }
}

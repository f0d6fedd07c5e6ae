package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.Job;
import io.yardmaster.store.call.ScheduleKeys;
import io.yardmaster.store.record.Definition;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Schedules as they were written, and when anything of them changed. All keys share one slot. What a header says is the
 * caller's. Every call fails with StoreAwayException.
 */
@Singleton
public class ScheduleStore {
    private static final ScheduleKeys KEYS = new ScheduleKeys();

    private final RedisLinks links;
    private final LongSupplier time;

    @Inject
    public ScheduleStore(RedisLinks links) {
        this(links, () -> 0);
    }

    /** @param time in place of the store's, epoch milliseconds; 0 = the store's */
    public ScheduleStore(RedisLinks links, LongSupplier time) {
        this.links = links;
        this.time = time;
    }

    /**
     * A schedule as it lies in the store.
     *
     * @param version rises with every change of any schedule; 0 = there is none
     * @param mark epoch milliseconds up to which its ticks are decided
     * @param header what the engine says of it, JSON without line breaks
     * @param template the job of a run, without id and queue
     */
    public record Saved(String name, long version, long mark, String header, Job template) {}

    /** @param now the store's own time in epoch milliseconds @param version rises with every change of any schedule */
    public record Pulse(long now, long version) {}

    /** The store's time and whether anything changed, in one round. */
    public Pulse pulse() {
        List<Request> asks =
                List.of(Request.cmd(Command.TIME), Request.cmd(Command.GET).arg(KEYS.version));
        List<Response> answers = RedisLink.await(links.rest().batch(asks));
        Response clock = answers.get(0);
        long now = clock.get(0).toLong() * 1_000 + clock.get(1).toLong() / 1_000;
        long set = time.getAsLong();
        return new Pulse(
                set == 0 ? now : set,
                answers.get(1) == null ? 0 : answers.get(1).toLong());
    }

    /** The store's own time in epoch milliseconds. */
    public long now() {
        return pulse().now();
    }

    /** The version of each by name. */
    public Map<String, Long> versions() {
        Request ask = Request.cmd(Command.HGETALL).arg(KEYS.versions);
        Map<String, Long> all = new HashMap<>();
        Wire.pairs(RedisLink.await(links.reads().send(ask)))
                .forEach((name, version) -> all.put(name, Long.valueOf(version)));
        return all;
    }

    /** All names, sorted. */
    public List<String> names() {
        Request ask = Request.cmd(Command.HKEYS).arg(KEYS.definitions);
        return Wire.texts(RedisLink.await(links.reads().send(ask))).stream()
                .sorted()
                .toList();
    }

    /** One; empty when there is none of that name. */
    public Optional<Saved> one(String name) {
        return all(List.of(name)).stream().findFirst();
    }

    /** Several in their order; those that are gone are left out. */
    public List<Saved> all(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<Request> asks =
                List.of(several(KEYS.definitions, names), several(KEYS.versions, names), several(KEYS.marks, names));
        List<Response> answers = RedisLink.await(links.reads().batch(asks));
        List<Saved> all = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            if (answers.get(0).get(i) != null && answers.get(1).get(i) != null) {
                all.add(saved(
                        names.get(i),
                        answers.get(0).get(i),
                        answers.get(1).get(i),
                        answers.get(2).get(i)));
            }
        }
        return all;
    }

    /**
     * Writes a definition.
     *
     * @param saved its version is the one that was seen, its mark a time before which nothing fires from now on
     * @param next epoch milliseconds; null = never
     * @return false when it was changed since it was seen
     */
    public boolean put(Saved saved, Long next) {
        List<byte[]> args = List.of(
                Wire.bytes(saved.name()),
                Wire.bytes(saved.version()),
                Definition.pack(saved.header(), saved.template()),
                Wire.bytes(saved.mark()),
                next == null ? Wire.EMPTY : Wire.bytes(next));
        return RedisLink.await(links.rest().call(Script.SCHEDULE_PUT, KEYS.put(), args))
                        .toLong()
                > 0;
    }

    /** Removes one with its history. @return false when there was none */
    public boolean drop(String name) {
        List<byte[]> args = List.of(Wire.bytes(name));
        return RedisLink.await(links.rest().call(Script.SCHEDULE_DROP, KEYS.drop(name), args))
                        .toInteger()
                == 1;
    }

    static Saved saved(String name, Response packed, Response version, Response mark) {
        Definition definition = Definition.unpack(Wire.raw(packed));
        long decided = mark == null ? 0 : mark.toLong();
        return new Saved(name, version.toLong(), decided, definition.header(), definition.template(name));
    }

    private static Request several(byte[] key, List<String> names) {
        Request ask = Request.cmd(Command.HMGET).arg(key);
        names.forEach(ask::arg);
        return ask;
    }
}

package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.ScheduleKeys;
import io.yardmaster.store.cluster.ScheduleStore.Saved;
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
import java.util.function.LongSupplier;

/**
 * The ticks of schedules: what is due, ticks that were claimed and not yet enqueued, and the history. All keys share one
 * slot. What an entry says is the caller's. Every call fails with StoreAwayException.
 */
@Singleton
public class TickStore {
    /** Runs that are kept of a schedule. */
    public static final int MOST_RUNS = 1_000;

    private static final long OLDEST_RUN_MS = 30L * 86_400_000;
    private static final ScheduleKeys KEYS = new ScheduleKeys();
    private static final byte[] NONE = Wire.EMPTY;

    private final RedisLinks links;
    private final LongSupplier time;

    @Inject
    public TickStore(RedisLinks links) {
        this(links, () -> 0);
    }

    /** @param time in place of the store's, epoch milliseconds; 0 = the store's */
    public TickStore(RedisLinks links, LongSupplier time) {
        this.links = links;
        this.time = time;
    }

    /** A run in the history. @param plannedAt epoch milliseconds @param entry one text, unique among the runs */
    public record Ran(long plannedAt, String entry) {}

    /** A tick that becomes a job. @param definition as it was at the tick */
    public record Tick(Saved definition, Ran run) {}

    /** A claim that is over. @param instead the entry that replaces the claimed one; null = that stays */
    public record Ended(Tick claimed, String instead) {}

    /** What is due. @param now by the store's clock @param nextAt epoch milliseconds; null when nothing is planned */
    public record Look(long now, Long nextAt, List<Saved> due, List<Tick> unfinished) {}

    /** A decision about ticks. @param next epoch milliseconds; null = none @param claimed those of the runs that run */
    public record Fire(Saved seen, long mark, Long next, List<Ran> runs, List<Ran> claimed) {}

    /** @param most 1..250 @param patienceMs how long the node that claimed a tick has to enqueue its job */
    public Look look(int most, long patienceMs) {
        List<byte[]> args =
                List.of(Wire.bytes(time.getAsLong()), Wire.bytes(most), Wire.bytes(patienceMs), Wire.bytes(most));
        Response answer = RedisLink.await(links.keeper().call(Script.SCHEDULE_LOOK, KEYS.look(), args));
        List<Saved> due = new ArrayList<>();
        Response list = answer.get(2);
        for (int i = 0; i < list.size(); i += 4) {
            due.add(ScheduleStore.saved(Wire.text(list.get(i)), list.get(i + 1), list.get(i + 2), list.get(i + 3)));
        }
        List<Tick> unfinished = new ArrayList<>();
        for (int i = 0; i < answer.get(3).size(); i += 2) {
            unfinished.add(claimed(
                    Wire.text(answer.get(3).get(i)), Wire.raw(answer.get(3).get(i + 1))));
        }
        long next = answer.get(1).toLong();
        return new Look(answer.get(0).toLong(), next < 0 ? null : next, due, unfinished);
    }

    /** Decides ticks of several schedules in one round; false for each that another node decided first. */
    public List<Boolean> fire(List<Fire> fires) {
        List<Request> calls = fires.stream()
                .map(fire -> Script.SCHEDULE_FIRE.request(KEYS.fire(fire.seen().name()), args(fire)))
                .toList();
        return batch(calls).stream().map(answer -> answer.toInteger() == 1).toList();
    }

    /** Ends claims in one round; those that another node ended are passed over. */
    public void end(List<Ended> all) {
        batch(all.stream()
                .map(ended -> Script.SCHEDULE_DONE.request(
                        KEYS.done(ended.claimed().definition().name()), args(ended)))
                .toList());
    }

    /** Adds a run that no tick made. */
    public void add(String name, Ran run) {
        Request add = Request.cmd(Command.ZADD)
                .arg(KEYS.runs(name))
                .arg(run.plannedAt())
                .arg(run.entry());
        Request trim =
                Request.cmd(Command.ZREMRANGEBYRANK).arg(KEYS.runs(name)).arg(0).arg(-1 - MOST_RUNS);
        RedisLink.await(links.rest()
                .batch(List.of(add, trim, newest(KEYS.newest, name, run), newest(KEYS.newestJobs, name, run))));
    }

    private static Request newest(byte[] key, String name, Ran run) {
        return Request.cmd(Command.HSET).arg(key).arg(name).arg(run.entry());
    }

    /** The newest run of each by name, for all that ever ran. */
    public Map<String, String> newest() {
        Request ask = Request.cmd(Command.HGETALL).arg(KEYS.newest);
        return Wire.pairs(RedisLink.await(links.reads().send(ask)));
    }

    /** Of those named that ever made a job, the newest run that did, by name. */
    public Map<String, String> newestJobs(List<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Request ask = Request.cmd(Command.HMGET).arg(KEYS.newestJobs);
        names.forEach(ask::arg);
        Response answer = RedisLink.await(links.keeper().send(ask));
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (answer.get(i) != null) {
                all.put(names.get(i), Wire.text(answer.get(i)));
            }
        }
        return all;
    }

    /** The newest runs of each, newest first. @param most 1..1000 a schedule */
    public List<List<String>> runs(List<String> names, int most) {
        List<Request> asks = names.stream()
                .map(name -> Request.cmd(Command.ZRANGE)
                        .arg(KEYS.runs(name))
                        .arg(0)
                        .arg(most - 1)
                        .arg("REV"))
                .toList();
        return asks.isEmpty()
                ? List.of()
                : RedisLink.await(links.reads().batch(asks)).stream()
                        .map(Wire::texts)
                        .toList();
    }

    private List<Response> batch(List<Request> calls) {
        return calls.isEmpty() ? List.of() : RedisLink.await(links.keeper().batch(calls));
    }

    private static List<byte[]> args(Ended ended) {
        Ran run = ended.claimed().run();
        return List.of(
                member(ended.claimed().definition().name(), run),
                Wire.bytes(run.plannedAt()),
                Wire.bytes(run.entry()),
                ended.instead() == null ? NONE : Wire.bytes(ended.instead()),
                Wire.bytes(ended.claimed().definition().name()));
    }

    private List<byte[]> args(Fire fire) {
        Saved seen = fire.seen();
        List<byte[]> args = new ArrayList<>(List.of(
                Wire.bytes(time.getAsLong()),
                Wire.bytes(seen.name()),
                Wire.bytes(seen.version()),
                Wire.bytes(seen.mark()),
                Wire.bytes(fire.mark()),
                fire.next() == null ? NONE : Wire.bytes(fire.next()),
                Wire.bytes(MOST_RUNS),
                Wire.bytes(OLDEST_RUN_MS),
                Wire.bytes(fire.runs().size()),
                Wire.bytes(fire.claimed().size())));
        for (Ran run : fire.runs()) {
            args.add(Wire.bytes(run.plannedAt()));
            args.add(Wire.bytes(run.entry()));
        }
        for (Ran run : fire.claimed()) {
            args.add(member(seen.name(), run));
            args.add(Definition.pack(run.entry() + "\n" + seen.header(), seen.template()));
            args.add(Wire.bytes(run.entry()));
        }
        return args;
    }

    private static byte[] member(String name, Ran run) {
        return Wire.bytes(name + " " + run.plannedAt());
    }

    private static Tick claimed(String member, byte[] value) {
        int space = member.indexOf(' ');
        String name = member.substring(0, space);
        Definition entry = Definition.unpack(value);
        Definition definition = Definition.unpack(entry.rest());
        Saved saved = new Saved(name, 0, 0, definition.header(), definition.template(name));
        return new Tick(saved, new Ran(Long.parseLong(member.substring(space + 1)), entry.header()));
    }
}

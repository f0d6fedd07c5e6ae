package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.Work;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Scan;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Checks what is kept of a queue, slice by slice, and repairs it where that is asked for. */
@Singleton
public class FsckStore {
    private static final int SLICE = 100;
    private static final int MOST_LANES = 1_000;
    private static final int MOST_PRINTS = 1_001;

    private final RedisLinks links;

    public FsckStore(RedisLinks links) {
        this.links = links;
    }

    /**
     * Something that is not as it should be.
     *
     * @param kind wrong_type, counter, closed_lane, no_job, leftover, no_place, two_places, no_lease, lock, group_run,
     *     failure_group; of workflows no_workflow, no_member, no_link, lost_news, never_begun or undone; or broke_off
     * @param key of Redis; of a lock the key of the unique job; the id of a workflow, or a queue, whose check broke off
     * @param id of the job; empty where none is concerned
     * @param action repaired, quarantined, or empty where nothing was done
     */
    public record Finding(String kind, String key, String id, String action) {}

    /** What completed jobs take. @param bytes of all kinds @param sizes those beside their records and results */
    public record Bytes(long bytes, long sizes) {
        public static final Bytes NONE = new Bytes(0, 0);

        public Bytes plus(Bytes other) {
            return new Bytes(bytes + other.bytes, sizes + other.sizes);
        }
    }

    /** What a slice brought. @param bytes of the completed jobs in it */
    public record Slice(Bytes bytes, List<Finding> findings) {}

    /** The types of the keys of a queue, and its counters. @param counted null when they were not counted */
    public List<Finding> queue(String queue, boolean repair, Bytes counted) {
        List<byte[]> args = List.of(
                Wire.STORE_TIME,
                Wire.bytes(repair ? 1 : 0),
                counted == null ? Wire.EMPTY : Wire.bytes(counted.bytes()),
                counted == null ? Wire.EMPTY : Wire.bytes(counted.sizes()));
        return findings(call(queue, Script.FSCK_QUEUE, args), 0);
    }

    /** Jobs by their ids. @param lane another lane that they may stand in; empty = none @param gone only those without a record */
    public Slice jobs(String queue, boolean repair, String lane, boolean gone, List<String> ids) {
        List<byte[]> args = new ArrayList<>(ids.size() + 4);
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(repair ? 1 : 0));
        args.add(Wire.bytes(lane));
        args.add(Wire.bytes(gone ? 1 : 0));
        ids.forEach(id -> args.add(Wire.bytes(id)));
        Response answer = call(queue, Script.FSCK_JOBS, args);
        Bytes bytes = new Bytes(answer.get(0).toLong(), answer.get(1).toLong());
        return new Slice(bytes, findings(answer, 2));
    }

    /** Keys of unique jobs, and jobs that are said to hold one. */
    public List<Finding> locks(String queue, boolean repair, List<String> keys, List<String> ids) {
        List<byte[]> args = new ArrayList<>(keys.size() + ids.size() + 2);
        args.add(Wire.bytes(repair ? 1 : 0));
        args.add(Wire.bytes(keys.size()));
        keys.forEach(key -> args.add(Wire.bytes(key)));
        ids.forEach(id -> args.add(Wire.bytes(id)));
        return findings(call(queue, Script.FSCK_LOCKS, args), 0);
    }

    /** Ids that count as running jobs of a group. */
    public List<Finding> groupRuns(String queue, boolean repair, String group, List<String> ids) {
        List<byte[]> args = new ArrayList<>(ids.size() + 2);
        args.add(Wire.bytes(repair ? 1 : 0));
        args.add(Wire.bytes(group));
        ids.forEach(id -> args.add(Wire.bytes(id)));
        return findings(call(queue, Script.FSCK_GROUPS, args), 0);
    }

    /** Ids of a group of failures, and the group itself. @param print empty for ids that have a fingerprint */
    public List<Finding> failures(String queue, boolean repair, String print, List<String> ids) {
        List<byte[]> args = new ArrayList<>(ids.size() + 3);
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(repair ? 1 : 0));
        args.add(Wire.bytes(print));
        ids.forEach(id -> args.add(Wire.bytes(id)));
        return findings(call(queue, Script.FSCK_FAILURES, args), 0);
    }

    /** The fingerprints of a queue's failures: a thousand and one at most. */
    public List<String> prints(String queue) {
        return first(keys(queue).of(Key.FAILURES), MOST_PRINTS);
    }

    /** The words of the lanes of a queue beside the plain one, open or closed by a limit, at most a thousand of a kind. */
    public List<String> lanes(String queue) {
        Keys keys = keys(queue);
        return Stream.of(keys.of(Key.LANES), keys.shutLanes(), keys.fullLanes())
                .flatMap(set -> first(set, MOST_LANES).stream())
                .filter(word -> !word.equals("0"))
                .distinct()
                .toList();
    }

    private List<String> first(byte[] set, int most) {
        Request ask = Request.cmd(Command.ZRANGE).arg(set).arg(0).arg(most - 1);
        return Wire.texts(RedisLink.await(links.rest().send(ask)));
    }

    /** The jobs that count as running of a group, in slices. */
    public void eachRun(String queue, String group, Consumer<List<String>> slice) {
        each(Command.SSCAN, keys(queue).runs(group), slice);
    }

    /** The members of a group of failures, in slices. */
    public void eachDeadOf(String queue, String print, Consumer<List<String>> slice) {
        each(Command.ZSCAN, keys(queue).deadOf(print), slice);
    }

    /** The members of a lane, in slices. */
    public void eachOfLane(String queue, String word, Consumer<List<String>> slice) {
        each(Command.ZSCAN, keys(queue).lane(word), slice);
    }

    /** The fields of a hash, or the members of a sorted set, in slices; some may come twice. */
    public void each(String queue, Key key, boolean hash, Consumer<List<String>> slice) {
        each(hash ? Command.HSCAN : Command.ZSCAN, keys(queue).of(key), slice);
    }

    private void each(Command scan, byte[] key, Consumer<List<String>> slice) {
        Scan.each(links.rest(), scan, key, Work.atOnce(SLICE), pairs -> {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i += scan == Command.SSCAN ? 1 : 2) {
                names.add(Wire.text(pairs.get(i)));
            }
            int most = Work.atOnce(SLICE);
            for (int from = 0; from < names.size(); from += most) {
                slice.accept(names.subList(from, Math.min(names.size(), from + most)));
            }
        });
    }

    private Response call(String queue, Script script, List<byte[]> args) {
        return RedisLink.await(links.rest().call(script, keys(queue).of(script), args));
    }

    private static List<Finding> findings(Response answer, int from) {
        List<Finding> all = new ArrayList<>();
        for (int i = from; i + 3 < answer.size(); i += 4) {
            all.add(new Finding(
                    answer.get(i).toString(),
                    answer.get(i + 1).toString(),
                    answer.get(i + 2).toString(),
                    answer.get(i + 3).toString()));
        }
        return all;
    }

    private static Keys keys(String queue) {
        return new Keys(queue);
    }
}

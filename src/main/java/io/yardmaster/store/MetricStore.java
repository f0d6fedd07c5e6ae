package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.record.Counts;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Named numbers of a queue in buckets of time, to which every node adds. What the fields mean is the caller's. */
@Singleton
public class MetricStore {
    /** The field that holds {@link Addition#waiting}. */
    public static final String WAITING = "waiting";

    /** Stands between a type and a field that counts in the bucket of that type. */
    public static final String OF_TYPE = "\t";

    private static final long SLACK_MS = 60_000;
    /** Begins the field of a bucket that names a type which has a bucket of its own. */
    private static final String NAMES_TYPE = "n:t:";

    /** More types than this count as {@value #OTHER} in a bucket, see {@code record.lua}. */
    private static final int MOST_TYPES = 200;

    private static final String OTHER = "other";
    private static final int FORGET_SLICE = 500;

    /**
     * What one node adds to one queue.
     *
     * @param queue or {@link Keys#ALL_QUEUES}
     * @param number rises with every addition of the node
     * @param atMs epoch milliseconds: decides the buckets
     * @param amounts by field, none of which begins with {@code n:}; at most 10,000, may be empty. A type and {@link
     *     #OF_TYPE} before a field name the bucket of that type
     * @param waiting jobs that wait now, replaces what was there; null leaves it
     */
    public record Addition(String queue, long number, long atMs, Map<String, Long> amounts, Long waiting) {}

    private final RedisLinks links;

    MetricStore(RedisLinks links) {
        this.links = links;
    }

    /**
     * Adds to the buckets of every grain. Repeating it changes nothing, as long as no later addition of the node went
     * to the same queue in between.
     *
     * @param node who adds
     * @throws StoreAwayException when some may not have been added: repeat them all
     */
    public void record(String node, List<Addition> additions) {
        await(additions.stream()
                .map(addition -> links.rest().call(Script.RECORD, keys(addition), args(node, addition))));
    }

    /**
     * Reads buckets. A sum that is not there is made; its time must be over.
     *
     * @return in the order of the ids, {@link Counts#NONE} where there is no such bucket
     * @throws StoreAwayException when the store does not answer in time
     */
    public List<Counts> read(List<BucketId> ids) {
        List<Request> requests = ids.stream()
                .map(id -> Request.cmd(Command.HGETALL).arg(id.key()))
                .toList();
        List<Counts> found = new ArrayList<>(ids.size());
        RedisLink.await(links.reads().batch(requests)).forEach(hash -> found.add(Counts.of(hash)));
        int[] missing = IntStream.range(0, ids.size())
                .filter(i -> ids.get(i).grain().parts() != null && found.get(i).isEmpty())
                .toArray();
        if (missing.length > 0) {
            List<Response> made = RedisLink.await(links.reads()
                    .batch(IntStream.of(missing)
                            .mapToObj(i -> folding(ids.get(i)))
                            .toList()));
            for (int i = 0; i < missing.length; i++) {
                found.set(missing[i], Counts.of(made.get(i).get(0).toBytes()));
            }
        }
        return found;
    }

    /**
     * Writes buckets that have ended as one value each, and the sums of those whose time is over; those of their types too.
     *
     * @param ids of whole queues; at most 1,000
     */
    public void pack(List<BucketId> ids) {
        List<BucketId> recorded =
                ids.stream().filter(id -> id.grain().parts() == null).toList();
        List<BucketId> sums =
                ids.stream().filter(id -> id.grain().parts() != null).toList();
        withTypes(recorded, id -> Script.PACK.request(List.of(id.key()), List.of()), 0);
        withTypes(sums, MetricStore::folding, 1);
    }

    /** Calls a script for buckets of queues, and for those of the types that it answers with from a place on. */
    private void withTypes(List<BucketId> ids, Function<BucketId, Request> script, int from) {
        List<BucketId> ofTypes = new ArrayList<>();
        List<Response> answers = packing(ids, script);
        for (int i = 0; i < ids.size(); i++) {
            BucketId id = ids.get(i);
            List<String> types = Wire.texts(answers.get(i));
            types.subList(Math.min(from, types.size()), types.size()).forEach(type -> ofTypes.add(id.of(type)));
            if (types.size() >= MOST_TYPES) {
                ofTypes.add(id.of(OTHER));
            }
        }
        for (int at = 0; at < ofTypes.size(); at += FORGET_SLICE) {
            packing(ofTypes.subList(at, Math.min(ofTypes.size(), at + FORGET_SLICE)), script);
        }
    }

    private List<Response> packing(List<BucketId> ids, Function<BucketId, Request> script) {
        return ids.isEmpty()
                ? List.of()
                : RedisLink.await(links.rest().batch(ids.stream().map(script).toList()));
    }

    private static Request folding(BucketId id) {
        List<byte[]> keys = new ArrayList<>(List.of(id.key(), id.of(null).key()));
        id.parts().forEach(part -> keys.add(part.key()));
        return Script.FOLD.request(keys, List.of(id.type() == null ? Wire.EMPTY : bytes(id.type())));
    }

    private static void await(Stream<CompletableFuture<Response>> calls) {
        RedisLink.await(CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)));
    }

    /** Those of some queues that are registered. */
    public Set<String> known(Set<String> queues) {
        if (queues.isEmpty()) {
            return Set.of();
        }
        List<String> names = List.copyOf(queues);
        Request asks = Request.cmd(Command.HMGET).arg(Keys.QUEUES);
        names.forEach(asks::arg);
        Response numbers = RedisLink.await(links.reads().send(asks));
        return IntStream.range(0, names.size())
                .filter(i -> numbers.get(i) != null)
                .mapToObj(names::get)
                .collect(Collectors.toSet());
    }

    /**
     * Removes every bucket of a queue that was dropped; nothing is added to one that is not registered.
     *
     * @param now epoch milliseconds
     */
    public void forget(String queue, long now) {
        for (Grain grain : Grain.values()) {
            long oldest = grain.index(now - grain.keptMs() - 2 * SLACK_MS) - 1;
            long newest = grain.index(now + SLACK_MS);
            for (long from = oldest; from <= newest; from += FORGET_SLICE) {
                forget(LongStream.rangeClosed(from, Math.min(newest, from + FORGET_SLICE - 1))
                        .mapToObj(index -> new BucketId(queue, grain, index))
                        .toList());
            }
        }
    }

    private void forget(List<BucketId> ids) {
        List<Request> asks =
                ids.stream().map(id -> Request.cmd(Command.HKEYS).arg(id.key())).toList();
        List<Response> fields = RedisLink.await(links.rest().batch(asks));
        List<Request> ends = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (fields.get(i).size() > 0) {
                ends.add(ending(ids.get(i), Wire.texts(fields.get(i))));
            }
        }
        if (!ends.isEmpty()) {
            RedisLink.await(links.rest().batch(ends));
        }
    }

    /** Ends a bucket with those of its types. */
    private static Request ending(BucketId id, List<String> fields) {
        Request end = Request.cmd(Command.UNLINK).arg(id.key());
        Stream.concat(
                        Stream.of(OTHER),
                        fields.stream()
                                .filter(field -> field.startsWith(NAMES_TYPE))
                                .map(field -> field.substring(NAMES_TYPE.length())))
                .forEach(type -> end.arg(id.of(type).key()));
        return end;
    }

    private static List<byte[]> keys(Addition addition) {
        List<byte[]> keys = new ArrayList<>();
        for (Grain grain : Grain.RECORDED) {
            keys.add(new BucketId(addition.queue(), grain, grain.index(addition.atMs())).key());
        }
        boolean all = addition.queue().equals(Keys.ALL_QUEUES);
        keys.add(all ? Keys.CLUSTER_META : new Keys(addition.queue()).of(Key.META));
        for (Grain grain : Grain.SUMS) {
            keys.add(new BucketId(addition.queue(), grain, grain.index(addition.atMs())).key());
        }
        return keys;
    }

    private static List<byte[]> args(String node, Addition addition) {
        List<byte[]> args = new ArrayList<>(6 + 2 * addition.amounts().size());
        args.add(bytes(node));
        args.add(bytes(Long.toString(addition.number())));
        for (Grain grain : Grain.RECORDED) {
            args.add(bytes(Long.toString((grain.lengthMs() + grain.keptMs() + SLACK_MS) / 1_000)));
        }
        args.add(bytes(addition.waiting() == null ? "" : addition.waiting().toString()));
        addition.amounts().forEach((field, amount) -> {
            args.add(bytes(field));
            args.add(bytes(amount.toString()));
        });
        return args;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

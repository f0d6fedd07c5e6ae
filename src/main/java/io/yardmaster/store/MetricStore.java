package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Grain;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Named numbers of a queue in buckets of time, to which every node adds. What the fields mean is the caller's. */
@Singleton
public class MetricStore {
    /** The field that holds {@link Addition#waiting}. */
    public static final String WAITING = "waiting";

    private static final String MARK = "n:";
    private static final long SLACK_MS = 60_000;

    /**
     * What one node adds to one queue.
     *
     * @param number rises with every addition of the node
     * @param atMs epoch milliseconds: decides the buckets
     * @param amounts by field, none of which begins with {@code n:}; at most 10,000, may be empty
     * @param waiting jobs that wait now, replaces what was there; null leaves it
     */
    public record Addition(String queue, long number, long atMs, Map<String, Long> amounts, Long waiting) {}

    /** A bucket. @param index its number, see {@link Grain#index} */
    public record BucketId(String queue, Grain grain, long index) {
        /** Epoch milliseconds of its end. */
        public long endMs() {
            return (index + 1) * grain.lengthMs();
        }

        byte[] key() {
            return Keys.metrics(queue, grain.lengthMs() / 1_000, index);
        }
    }

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
        CompletableFuture<?>[] answers = additions.stream()
                .map(addition -> links.rest().call(Script.RECORD, keys(addition), args(node, addition)))
                .toArray(CompletableFuture<?>[]::new);
        RedisLink.await(CompletableFuture.allOf(answers));
    }

    /**
     * Reads buckets.
     *
     * @return the fields of each in the order of the ids, empty where there is no such bucket
     * @throws StoreAwayException when the store does not answer in time
     */
    public List<Map<String, Long>> read(List<BucketId> ids) {
        List<Request> requests = ids.stream()
                .map(id -> Request.cmd(Command.HGETALL).arg(id.key()))
                .toList();
        return RedisLink.await(links.rest().batch(requests)).stream()
                .map(MetricStore::fields)
                .toList();
    }

    private static List<byte[]> keys(Addition addition) {
        List<byte[]> keys = new ArrayList<>();
        for (Grain grain : Grain.values()) {
            keys.add(new BucketId(addition.queue(), grain, grain.index(addition.atMs())).key());
        }
        return keys;
    }

    private static List<byte[]> args(String node, Addition addition) {
        List<byte[]> args = new ArrayList<>(6 + 2 * addition.amounts().size());
        args.add(bytes(node));
        args.add(bytes(Long.toString(addition.number())));
        for (Grain grain : Grain.values()) {
            args.add(bytes(Long.toString((grain.lengthMs() + grain.keptMs() + SLACK_MS) / 1_000)));
        }
        args.add(bytes(addition.waiting() == null ? "" : addition.waiting().toString()));
        addition.amounts().forEach((field, amount) -> {
            args.add(bytes(field));
            args.add(bytes(amount.toString()));
        });
        return args;
    }

    private static Map<String, Long> fields(Response hash) {
        Map<String, Long> fields = new HashMap<>();
        for (String field : hash.getKeys()) {
            if (!field.startsWith(MARK)) {
                fields.put(field, number(hash.get(field)));
            }
        }
        return fields;
    }

    /** The number; 0 for what somebody wrote there by hand that is none. */
    private static long number(Response value) {
        try {
            return value.toLong();
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

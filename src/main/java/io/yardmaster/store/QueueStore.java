package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.JobState;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.record.Ids;
import io.yardmaster.store.record.SettingsCodec;
import io.yardmaster.store.redis.Keep;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Which queues there are, whether they are paused, and how much is in them. */
@Singleton
public class QueueStore {
    /** The script answers in this order. */
    private static final List<JobState> COUNTED = List.of(JobState.values());

    private final RedisLinks links;
    private final Map<String, Keys> keys = new ConcurrentHashMap<>();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    QueueStore(RedisLinks links) {
        this.links = links;
    }

    /**
     * What a queue holds.
     *
     * @param counts jobs by state, every state has an entry
     * @param oldestDueAt epoch milliseconds; -1 when none waits
     * @param now epoch milliseconds by the store's clock
     * @param limitedUntil epoch milliseconds until which a rate limit holds back what waits; 0 when none does
     * @param settings what is set of it
     * @param endedAt epoch milliseconds when the newest job of a final state ended; no entry where there is none
     */
    public record Survey(
            String queue,
            boolean paused,
            Map<JobState, Long> counts,
            long oldestDueAt,
            long now,
            long limitedUntil,
            QueueSettings settings,
            Map<JobState, Long> endedAt) {}

    /**
     * How much is kept of what has ended.
     *
     * @param completedBytes what the completed jobs take, estimated
     * @param deadFill percent of the dead jobs that it may hold, as written down last; 0 below 80
     * @param forgettable client-made ids whose job is gone, and results that are stored for idempotency keys
     */
    public record Kept(
            String queue,
            long completed,
            long completedBytes,
            long cancelled,
            long dead,
            long forgettable,
            int deadFill) {}

    /** The names of all queues, sorted. */
    public List<String> names() {
        Response all =
                RedisLink.await(links.rest().send(Request.cmd(Command.HKEYS).arg(Keys.QUEUES)));
        return Wire.texts(all).stream().sorted().toList();
    }

    /** True when the queue is registered. */
    public boolean exists(String queue) {
        Request asks = Request.cmd(Command.HEXISTS).arg(Keys.QUEUES).arg(queue);
        return RedisLink.await(links.rest().send(asks)).toInteger() == 1;
    }

    /** Makes a queue that is not there yet; safe to call again. Returns its number. */
    public int register(String queue) {
        Response given = RedisLink.await(links.rest()
                .call(Script.REGISTER, List.of(Keys.QUEUES, Keys.CLUSTER_META), List.of(Wire.bytes(queue))));
        int number = given.get(0).toInteger();
        byte[] meta = keys(queue).of(Key.META);
        List<Request> writes = new ArrayList<>();
        writes.add(Request.cmd(Command.HSETNX).arg(meta).arg("number").arg(number));
        writes.add(Request.cmd(Command.HSETNX).arg(meta).arg("version").arg(Store.LAYOUT));
        writes.add(Request.cmd(Command.HSETNX)
                .arg(meta)
                .arg("paused")
                .arg(given.get(1).toString()));
        RedisLink.await(links.rest().batch(writes));
        numbers.put(queue, number);
        return number;
    }

    /**
     * Ends what is kept of a queue that holds no job, but its metrics. {@link #delist} comes after.
     *
     * @return false when it holds jobs
     */
    public boolean drop(String queue) {
        List<byte[]> keys = keys(queue).of(Script.DROP);
        return RedisLink.await(links.rest().call(Script.DROP, keys, List.of())).toInteger() == 1;
    }

    /** Takes a queue that was dropped from the list. One that got a job meanwhile stays, or is made anew. */
    public void delist(String queue) {
        numbers.remove(queue);
        RedisLink.await(links.rest()
                .batch(List.of(
                        Request.cmd(Command.HDEL).arg(Keys.QUEUES).arg(queue),
                        Request.cmd(Command.HDEL).arg(Keys.SETTINGS).arg("queue:" + queue))));
        Request again = Request.cmd(Command.HGET).arg(keys(queue).of(Key.META)).arg("number");
        Response number = RedisLink.await(links.rest().send(again));
        if (number != null) { // somebody enqueued meanwhile, while the list still named it
            RedisLink.await(links.rest()
                    .send(Request.cmd(Command.HSETNX)
                            .arg(Keys.QUEUES)
                            .arg(queue)
                            .arg(number.toString())));
        }
    }

    /** The queue's number; registers it when this node has not seen it. */
    public int number(String queue) {
        Integer known = numbers.get(queue);
        return known != null ? known : register(queue);
    }

    /** The queue whose number an id carries, as far as this node has seen queues; a hint. */
    public Optional<String> guess(String id) {
        OptionalInt number = Ids.queueNumber(id);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == number.getAsInt())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Pauses or resumes queues; those who wait for work hear of it. */
    public void pause(Collection<String> queues, boolean paused) {
        List<Request> writes = new ArrayList<>();
        for (String queue : queues) {
            byte[] meta = keys(queue).of(Key.META);
            writes.add(Keep.field(meta, "paused", paused ? "1" : "0"));
            if (!paused) {
                writes.add(Request.cmd(Command.HDEL).arg(meta).arg("pausedAt").arg("pausedBy"));
            }
            writes.add(Request.cmd(Command.PUBLISH).arg(Hints.CHANNEL).arg(meta));
        }
        if (!writes.isEmpty()) {
            RedisLink.await(links.rest().batch(writes));
        }
    }

    /** Says whether queues that are new from now on start paused. */
    public void pauseNew(boolean paused) {
        Request write = Keep.field(Keys.CLUSTER_META, "paused", paused ? "1" : "0");
        RedisLink.await(links.rest().batch(List.of(write)));
    }

    /** Surveys several queues in one round. */
    public List<Survey> survey(List<String> queues) {
        if (queues.isEmpty()) {
            return List.of();
        }
        List<Request> asks = queues.stream().map(this::asks).toList();
        List<Response> answers = RedisLink.await(links.reads().batch(asks));
        List<Survey> all = new ArrayList<>(queues.size());
        for (int i = 0; i < queues.size(); i++) {
            all.add(read(queues.get(i), answers.get(i)));
        }
        return all;
    }

    /** How much several queues keep of what has ended, in one round. */
    public List<Kept> kept(List<String> queues) {
        List<Request> asks = new ArrayList<>();
        for (String queue : queues) {
            Keys k = keys(queue);
            asks.add(Request.cmd(Command.ZCARD).arg(k.of(Key.COMPLETED)));
            asks.add(Request.cmd(Command.HGET).arg(k.of(Key.META)).arg("bytes"));
            asks.add(Request.cmd(Command.ZCARD).arg(k.of(Key.CANCELLED)));
            asks.add(Request.cmd(Command.ZCARD).arg(k.of(Key.DEAD)));
            asks.add(Request.cmd(Command.ZCARD).arg(k.of(Key.FORGET)));
            asks.add(Request.cmd(Command.ZCARD).arg(k.of(Key.STORED_ENDS)));
            asks.add(Request.cmd(Command.HGET).arg(k.of(Key.META)).arg("fill"));
        }
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.reads().batch(asks));
        List<Kept> all = new ArrayList<>(queues.size());
        for (int i = 0; i < queues.size(); i++) {
            long[] numbers = new long[7];
            for (int j = 0; j < numbers.length; j++) {
                Response answer = answers.get(i * numbers.length + j);
                numbers[j] = answer == null ? 0 : answer.toLong();
            }
            all.add(new Kept(
                    queues.get(i), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4] + numbers[5], (int)
                            numbers[6]));
        }
        return all;
    }

    Keys keys(String queue) {
        return keys.computeIfAbsent(queue, Keys::new);
    }

    private Request asks(String queue) {
        return Script.SURVEY.request(keys(queue).of(Script.SURVEY), List.of(Wire.STORE_TIME));
    }

    private static Survey read(String queue, Response answer) {
        Map<JobState, Long> counts = numbers(COUNTED, answer, 1);
        int at = COUNTED.size() + 1;
        QueueSettings settings = SettingsCodec.read(Wire.raw(answer.get(at + 3)));
        Map<JobState, Long> endedAt =
                numbers(COUNTED.stream().filter(JobState::isFinal).toList(), answer, at + 4);
        endedAt.values().removeIf(never -> never == 0);
        return new Survey(
                queue,
                "1".equals(answer.get(0).toString()),
                counts,
                answer.get(at).toLong(),
                answer.get(at + 1).toLong(),
                answer.get(at + 2).toLong(),
                settings,
                endedAt);
    }

    private static Map<JobState, Long> numbers(List<JobState> of, Response answer, int from) {
        Map<JobState, Long> numbers = new EnumMap<>(JobState.class);
        of.forEach(state -> numbers.put(state, answer.get(from + numbers.size()).toLong()));
        return numbers;
    }
}

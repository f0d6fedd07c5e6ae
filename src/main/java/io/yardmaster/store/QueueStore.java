package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.JobState;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.record.Ids;
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
    private static final String TYPE_LANE = "t:";
    private static final JobState[] COUNTED = {
        JobState.WAITING,
        JobState.ACTIVE,
        JobState.SCHEDULED,
        JobState.RETRYING,
        JobState.BLOCKED,
        JobState.COMPLETED,
        JobState.DEAD,
        JobState.CANCELLED
    };

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
     */
    public record Survey(String queue, boolean paused, Map<JobState, Long> counts, long oldestDueAt, long now) {}

    /**
     * How much is kept of what has ended.
     *
     * @param completedBytes what the completed jobs take, estimated
     * @param forgettable client-made ids whose job is gone
     */
    public record Kept(
            String queue, long completed, long completedBytes, long cancelled, long dead, long forgettable) {}

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
            writes.add(Request.cmd(Command.HSET).arg(meta).arg("paused").arg(paused ? "1" : "0"));
            writes.add(Request.cmd(Command.PUBLISH).arg(Hints.CHANNEL).arg(meta));
        }
        if (!writes.isEmpty()) {
            RedisLink.await(links.rest().batch(writes));
        }
    }

    /** Says whether queues that are new from now on start paused. */
    public void pauseNew(boolean paused) {
        Request write =
                Request.cmd(Command.HSET).arg(Keys.CLUSTER_META).arg("paused").arg(paused ? "1" : "0");
        RedisLink.await(links.rest().send(write));
    }

    /** A lane of jobs of one type, which only workers that know the type claim from. */
    public record TypeLane(String queue, String type) {}

    /** The lanes of types that hold jobs, at most 256 a queue, in one round. */
    public List<TypeLane> typeLanes(List<String> queues) {
        List<Request> asks = queues.stream()
                .map(queue -> Request.cmd(Command.ZRANGE)
                        .arg(keys(queue).of(Key.LANES))
                        .arg(0)
                        .arg(255))
                .toList();
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.rest().batch(asks));
        List<TypeLane> all = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            for (String word : Wire.texts(answers.get(i))) {
                if (word.startsWith(TYPE_LANE)) {
                    all.add(new TypeLane(queues.get(i), word.substring(TYPE_LANE.length())));
                }
            }
        }
        return all;
    }

    /** The ids that wait in a lane, next to run first. @param most 1..1000 */
    public List<String> waiting(TypeLane lane, int most) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(keys(lane.queue()).lane(TYPE_LANE + lane.type()))
                .arg(0)
                .arg(most - 1);
        return Wire.texts(RedisLink.await(links.rest().send(ask)));
    }

    /** Surveys several queues in one round. */
    public List<Survey> survey(List<String> queues) {
        if (queues.isEmpty()) {
            return List.of();
        }
        List<Request> asks = queues.stream().map(this::asks).toList();
        List<Response> answers = RedisLink.await(links.rest().batch(asks));
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
        }
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.rest().batch(asks));
        List<Kept> all = new ArrayList<>(queues.size());
        for (int i = 0; i < queues.size(); i++) {
            long[] numbers = new long[5];
            for (int j = 0; j < numbers.length; j++) {
                Response answer = answers.get(i * numbers.length + j);
                numbers[j] = answer == null ? 0 : answer.toLong();
            }
            all.add(new Kept(queues.get(i), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
        }
        return all;
    }

    Keys keys(String queue) {
        return keys.computeIfAbsent(queue, Keys::new);
    }

    private Request asks(String queue) {
        return RedisLink.request(Script.SURVEY, keys(queue).of(Script.SURVEY), List.of(Wire.STORE_TIME));
    }

    private static Survey read(String queue, Response answer) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (int i = 0; i < COUNTED.length; i++) {
            counts.put(COUNTED[i], answer.get(i + 1).toLong());
        }
        boolean paused = "1".equals(answer.get(0).toString());
        long oldest = answer.get(COUNTED.length + 1).toLong();
        return new Survey(
                queue, paused, counts, oldest, answer.get(COUNTED.length + 2).toLong());
    }
}

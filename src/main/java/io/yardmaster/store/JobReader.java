package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.store.call.QueueKeys;
import io.yardmaster.store.record.HistoryCodec;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.record.Views;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads jobs: one, or the next few of a state's order. Changes nothing. */
@Singleton
public class JobReader {
    private static final int LARGEST_FIND = 50;
    private static final Comparator<Place> UP =
            Comparator.comparingLong(Place::score).thenComparing(Place::id).thenComparing(Place::queue);

    private final RedisLinks links;
    private final QueueStore queues;
    private final StoreClock clock;

    JobReader(RedisLinks links, QueueStore queues, StoreClock clock) {
        this.links = links;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * Where a job stands in the order of its state.
     *
     * @param score what the state is ordered by: of final states the finish time, of scheduled and retrying the due
     *     time, of active the start (epoch milliseconds); of waiting priority and arrival
     */
    public record Place(String queue, String id, long score) {}

    /** All that is known of a job; empty when the queue has none of that id. */
    public Optional<JobView> find(String queue, String id) {
        return findAll(queue, List.of(id)).stream().findFirst();
    }

    /** The same of several, in their order; those that are gone are left out. */
    public List<JobView> findAll(String queue, List<String> ids) {
        List<Request> asks = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += LARGEST_FIND) {
            asks.add(asks(queue, ids.subList(from, Math.min(ids.size(), from + LARGEST_FIND))));
        }
        if (asks.isEmpty()) {
            return List.of();
        }
        List<JobView> all = new ArrayList<>(ids.size());
        int at = 0;
        for (Response answer : RedisLink.await(links.rest().batch(asks))) {
            for (int i = 0; i < answer.size(); i += Views.VALUES) {
                Views.read(queue, ids.get(at++), answer, i, clock.millis()).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Which of those queues have a job of that id: one round for all. */
    public List<String> holders(Collection<String> among, String id) {
        if (among.isEmpty()) {
            return List.of();
        }
        List<Request> asks = among.stream()
                .map(queue -> Request.cmd(Command.HEXISTS)
                        .arg(queues.keys(queue).records)
                        .arg(id))
                .toList();
        List<Response> answers = RedisLink.await(links.rest().batch(asks));
        List<String> holders = new ArrayList<>();
        int at = 0;
        for (String queue : among) {
            if (answers.get(at++).toInteger() == 1) {
                holders.add(queue);
            }
        }
        return holders;
    }

    /**
     * The next places in a state's own order, over several queues.
     *
     * @param after the last one seen; null for the first
     * @param limit 1..1000
     */
    public List<Place> places(List<String> among, JobState state, Place after, int limit) {
        boolean down = state.isFinal();
        Comparator<Place> order = down ? UP.reversed() : UP;
        if (state == JobState.ACTIVE) {
            return active(among)
                    .filter(place -> after == null || order.compare(place, after) > 0)
                    .sorted(order)
                    .limit(limit)
                    .toList();
        }
        List<Request> asks = among.stream()
                .map(queue -> asks(queue, state, down, after, limit))
                .toList();
        List<Place> all = new ArrayList<>();
        if (state == JobState.WAITING && after == null) {
            all.addAll(suspects(among));
        }
        int at = 0;
        for (Response answer : asks.isEmpty()
                ? List.<Response>of()
                : RedisLink.await(links.rest().batch(asks))) {
            String queue = among.get(at++);
            for (int i = 0; i < answer.size(); i += 2) {
                all.add(new Place(
                        queue, Wire.id(answer.get(i)), answer.get(i + 1).toLong()));
            }
        }
        return all.stream().sorted(order).limit(limit).toList();
    }

    /** How many jobs of the queue run before this waiting one; empty when it does not wait in lane 0. */
    public Optional<Long> rank(String queue, String id) {
        Request ask = Request.cmd(Command.ZRANK).arg(queues.keys(queue).lane).arg(id);
        return Optional.ofNullable(RedisLink.await(links.rest().send(ask))).map(Response::toLong);
    }

    /** How many jobs of a final state finished by then. @param until epoch milliseconds */
    public long countUntil(String queue, JobState state, long until) {
        Request ask = Request.cmd(Command.ZCOUNT)
                .arg(queues.keys(queue).set(state))
                .arg("-inf")
                .arg(until);
        return RedisLink.await(links.rest().send(ask)).toLong();
    }

    /** The ids of a final state that finished by then, oldest first. @param limit 1..1000 */
    public List<String> oldest(String queue, JobState state, long until, int limit) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(queues.keys(queue).set(state))
                .arg("-inf")
                .arg(until)
                .arg("BYSCORE")
                .arg("LIMIT")
                .arg(0)
                .arg(limit);
        return Wire.texts(RedisLink.await(links.rest().send(ask)));
    }

    /** The log of a job, oldest line first; empty when it has none. */
    public List<LogLine> log(String queue, String id) {
        Request ask = Request.cmd(Command.HGET).arg(queues.keys(queue).log).arg(id);
        return HistoryCodec.log(Wire.text(RedisLink.await(links.rest().send(ask))));
    }

    private Stream<Place> active(List<String> among) {
        List<Request> asks = among.stream()
                .map(queue -> Request.cmd(Command.HGETALL).arg(queues.keys(queue).active))
                .toList();
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.rest().batch(asks));
        List<Place> all = new ArrayList<>();
        for (int q = 0; q < answers.size(); q++) {
            String queue = among.get(q);
            Hold.each(answers.get(q), (id, hold) -> all.add(new Place(queue, id, hold.startedAt())));
        }
        return all.stream();
    }

    private List<Place> suspects(List<String> among) {
        List<Request> asks = among.stream()
                .map(queue -> Request.cmd(Command.ZRANGE)
                        .arg(queues.keys(queue).suspects)
                        .arg(0)
                        .arg(99))
                .toList();
        List<Place> all = new ArrayList<>();
        int at = 0;
        for (Response answer : RedisLink.await(links.rest().batch(asks))) {
            String queue = among.get(at++);
            Wire.texts(answer).forEach(id -> all.add(new Place(queue, id, 0)));
        }
        return all;
    }

    private Request asks(String queue, List<String> ids) {
        QueueKeys k = queues.keys(queue);
        List<byte[]> keys = k.withStates(
                List.of(k.records, k.active, k.leases),
                List.of(k.ends, k.cancels, k.progress, k.results, k.history, k.errors));
        return RedisLink.request(
                Script.FIND, keys, ids.stream().map(Wire::bytes).toList());
    }

    private Request asks(String queue, JobState state, boolean down, Place after, int limit) {
        boolean equalBelongs = after != null && (down ? UP.reversed() : UP).compare(placeIn(queue, after), after) > 0;
        List<byte[]> args = List.of(
                Wire.bytes(down ? "down" : "up"),
                after == null ? Wire.EMPTY : Wire.bytes(after.score()),
                after == null ? Wire.EMPTY : Wire.bytes(after.id()),
                Wire.bytes(equalBelongs ? 1 : 0),
                Wire.bytes(limit));
        return RedisLink.request(Script.LIST, List.of(queues.keys(queue).set(state)), args);
    }

    private static Place placeIn(String queue, Place other) {
        return new Place(queue, other.id(), other.score());
    }
}

package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads where jobs stand: the next few of a state in its own order, and how many there are. */
@Singleton
public class PlaceReader {
    private static final int MOST_LANES = 200;
    private static final Comparator<Place> UP =
            Comparator.comparingLong(Place::score).thenComparing(Place::id).thenComparing(Place::queue);

    private final RedisLinks links;
    private final QueueStore queues;

    PlaceReader(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /**
     * Where a job stands in the order of its state.
     *
     * @param score what the state is ordered by: of final states the finish time, of scheduled and retrying the due
     *     time, of active the start (epoch milliseconds); of waiting priority and arrival
     */
    public record Place(String queue, String id, long score) {}

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
        List<Shelf> shelves = state == JobState.WAITING ? lanes(among) : sets(among, state);
        List<Request> asks =
                shelves.stream().map(shelf -> asks(shelf, down, after, limit)).toList();
        List<Place> all = new ArrayList<>();
        int at = 0;
        for (Response answer : asks.isEmpty()
                ? List.<Response>of()
                : RedisLink.await(links.rest().batch(asks))) {
            String queue = shelves.get(at++).queue();
            for (int i = 0; i < answer.size(); i += 2) {
                all.add(new Place(
                        queue, Wire.id(answer.get(i)), answer.get(i + 1).toLong()));
            }
        }
        return all.stream().sorted(order).limit(limit).toList();
    }

    /** How many jobs of its lane run before this waiting one; empty when it does not wait. */
    public Optional<Long> rank(String queue, String id) {
        List<Request> asks = lanes(List.of(queue)).stream()
                .map(lane -> Request.cmd(Command.ZRANK).arg(lane.key()).arg(id))
                .toList();
        return RedisLink.await(links.rest().batch(asks)).stream()
                .filter(Objects::nonNull)
                .map(Response::toLong)
                .findFirst();
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

    private Stream<Place> active(List<String> among) {
        List<Request> asks = among.stream()
                .map(queue ->
                        Request.cmd(Command.HGETALL).arg(queues.keys(queue).of(Key.ACTIVE)))
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

    /** One sorted set that holds jobs of a state. */
    private record Shelf(String queue, byte[] key) {}

    private List<Shelf> sets(List<String> among, JobState state) {
        return among.stream()
                .map(queue -> new Shelf(queue, queues.keys(queue).set(state)))
                .toList();
    }

    /** The plain lane of each queue, and its other lanes, at most {@value #MOST_LANES}. */
    private List<Shelf> lanes(List<String> among) {
        List<Request> asks = among.stream()
                .map(queue -> Request.cmd(Command.ZRANGE)
                        .arg(queues.keys(queue).of(Key.LANES))
                        .arg(0)
                        .arg(MOST_LANES - 1))
                .toList();
        List<Shelf> all = new ArrayList<>(sets(among, JobState.WAITING));
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.rest().batch(asks));
        for (int q = 0; q < answers.size(); q++) {
            String queue = among.get(q);
            for (String lane : Wire.texts(answers.get(q))) {
                if (!lane.equals(Claim.PLAIN_LANE)) {
                    all.add(new Shelf(queue, queues.keys(queue).lane(lane)));
                }
            }
        }
        return all;
    }

    private Request asks(Shelf shelf, boolean down, Place after, int limit) {
        boolean equalBelongs =
                after != null && (down ? UP.reversed() : UP).compare(placeIn(shelf.queue(), after), after) > 0;
        List<byte[]> args = List.of(
                Wire.bytes(down ? "down" : "up"),
                after == null ? Wire.EMPTY : Wire.bytes(after.score()),
                after == null ? Wire.EMPTY : Wire.bytes(after.id()),
                Wire.bytes(equalBelongs ? 1 : 0),
                Wire.bytes(limit));
        return RedisLink.request(Script.LIST, List.of(shelf.key()), args);
    }

    private static Place placeIn(String queue, Place other) {
        return new Place(queue, other.id(), other.score());
    }
}

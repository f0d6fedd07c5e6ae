package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.record.RecordCodec;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads where jobs stand: the next few of a state in its own order, and how many there are. */
@Singleton
public class PlaceReader {
    private static final int MOST_LANES = 1_000;
    /** A type has a lane of its own, and within each group too. */
    private static final Pattern TYPE_LANE = Pattern.compile("(?:t|g:[^:]+):([^:]+)");

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
        if (shelves.size() > limit) { // only those whose first place is one of the first can have any
            Map<Place, Shelf> heads = new TreeMap<>(order);
            read(shelves, shelf -> after == null ? head(shelf, down) : asks(shelf, down, after, 1), heads::put);
            shelves = heads.values().stream().limit(limit).toList();
        }
        List<Place> all = new ArrayList<>();
        read(shelves, shelf -> asks(shelf, down, after, limit), (place, shelf) -> all.add(place));
        return all.stream().sorted(order).limit(limit).toList();
    }

    private void read(List<Shelf> shelves, Function<Shelf, Request> ask, BiConsumer<Place, Shelf> found) {
        List<Response> answers = batch(shelves.stream().map(ask).toList());
        for (int at = 0; at < answers.size(); at++) {
            Shelf shelf = shelves.get(at);
            Wire.scored(answers.get(at), (id, score) -> found.accept(new Place(shelf.queue(), id, score), shelf));
        }
    }

    /** How many jobs of its lane run before this waiting one; empty when it does not wait. */
    public Optional<Long> rank(Job job) {
        List<Request> asks = RecordCodec.lanes(job).stream()
                .map(lane -> Request.cmd(Command.ZRANK)
                        .arg(queues.keys(job.queue()).lane(lane))
                        .arg(job.id()))
                .toList();
        return RedisLink.await(links.reads().batch(asks)).stream()
                .filter(Objects::nonNull)
                .map(Response::toLong)
                .findFirst();
    }

    /**
     * A lane that a limit has closed.
     *
     * @param full true when its group runs as many jobs as it may; false when its bucket of tokens is empty
     * @param until epoch milliseconds when it is looked at again
     */
    public record Closed(boolean full, long until) {}

    /** Whether a limit has closed the lane of a waiting job; empty when none has. */
    public Optional<Closed> closed(Job job) {
        List<Request> asks = new ArrayList<>();
        for (String lane : RecordCodec.lanes(job)) {
            asks.add(Request.cmd(Command.ZSCORE)
                    .arg(queues.keys(job.queue()).shutLanes())
                    .arg(lane));
            asks.add(Request.cmd(Command.ZSCORE)
                    .arg(queues.keys(job.queue()).fullLanes())
                    .arg(lane));
        }
        List<Response> answers = batch(asks);
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) != null) {
                return Optional.of(new Closed(i % 2 == 1, Wire.score(answers.get(i))));
            }
        }
        return Optional.empty();
    }

    /** How many jobs of a final state finished by then. @param until epoch milliseconds */
    public long countUntil(String queue, JobState state, long until) {
        Request ask = Request.cmd(Command.ZCOUNT)
                .arg(queues.keys(queue).set(state))
                .arg("-inf")
                .arg(until);
        return RedisLink.await(links.reads().send(ask)).toLong();
    }

    /** The ids of a final state that finished by then, oldest first. @param skip of the oldest @param limit 1..1000 */
    public List<String> oldest(String queue, JobState state, long until, int skip, int limit) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(queues.keys(queue).set(state))
                .arg("-inf")
                .arg(until)
                .arg("BYSCORE")
                .arg("LIMIT")
                .arg(skip)
                .arg(limit);
        return Wire.texts(RedisLink.await(links.reads().send(ask)));
    }

    /** A lane of jobs of one type, which only workers that know the type claim from. @param word of the lane */
    public record TypeLane(String queue, String type, String word) {}

    /** The lanes of types that hold jobs, at most 256 a queue, in one round. */
    public List<TypeLane> typeLanes(List<String> among) {
        List<Request> asks = among.stream()
                .map(queue -> Request.cmd(Command.ZRANGE)
                        .arg(queues.keys(queue).of(Key.LANES))
                        .arg(0)
                        .arg(255))
                .toList();
        List<Response> answers = batch(asks);
        List<TypeLane> all = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            for (String word : Wire.texts(answers.get(i))) {
                Matcher typed = TYPE_LANE.matcher(word);
                if (typed.matches()) {
                    all.add(new TypeLane(among.get(i), typed.group(1), word));
                }
            }
        }
        return all;
    }

    /** The ids that wait in a lane, next to run first. @param most 1..1000 */
    public List<String> waiting(TypeLane lane, int most) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(queues.keys(lane.queue()).lane(lane.word()))
                .arg(0)
                .arg(most - 1);
        return Wire.texts(RedisLink.await(links.rest().send(ask)));
    }

    private Stream<Place> active(List<String> among) {
        List<Request> asks = among.stream()
                .map(queue ->
                        Request.cmd(Command.HGETALL).arg(queues.keys(queue).of(Key.ACTIVE)))
                .toList();
        List<Response> answers = batch(asks);
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

    /** The plain lane of each queue, and its other lanes, at most {@value #MOST_LANES} open and as many closed ones. */
    private List<Shelf> lanes(List<String> among) {
        List<Request> asks = among.stream()
                .map(queues::keys)
                .flatMap(keys -> Stream.of(keys.of(Key.LANES), keys.shutLanes(), keys.fullLanes()))
                .map(lanes -> Request.cmd(Command.ZRANGE).arg(lanes).arg(0).arg(MOST_LANES - 1))
                .toList();
        List<Shelf> all = new ArrayList<>(sets(among, JobState.WAITING));
        List<Response> answers = batch(asks);
        for (int q = 0; q < answers.size(); q++) {
            String queue = among.get(q / 3);
            for (String lane : Wire.texts(answers.get(q))) {
                if (!lane.equals(Claim.PLAIN_LANE)) {
                    all.add(new Shelf(queue, queues.keys(queue).lane(lane)));
                }
            }
        }
        return all;
    }

    private List<Response> batch(List<Request> asks) {
        return asks.isEmpty() ? List.of() : RedisLink.await(links.reads().batch(asks));
    }

    private static Request head(Shelf shelf, boolean down) {
        Request ask = Request.cmd(Command.ZRANGE).arg(shelf.key()).arg(0).arg(0);
        return (down ? ask.arg("REV") : ask).arg("WITHSCORES");
    }

    private Request asks(Shelf shelf, boolean down, Place after, int limit) {
        boolean equalBelongs = after != null
                && (down ? UP.reversed() : UP).compare(new Place(shelf.queue(), after.id(), after.score()), after) > 0;
        List<byte[]> args = List.of(
                Wire.bytes(down ? "down" : "up"),
                after == null ? Wire.EMPTY : Wire.bytes(after.score()),
                after == null ? Wire.EMPTY : Wire.bytes(after.id()),
                Wire.bytes(equalBelongs ? 1 : 0),
                Wire.bytes(limit));
        return Script.LIST.request(List.of(shelf.key()), args);
    }
}

package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.store.PlaceReader.Place;
import io.yardmaster.store.call.Settlement.About;
import io.yardmaster.store.record.HistoryCodec;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.StoreClock;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads in which ways the jobs of a queue failed that are dead. Throws StoreAwayException. */
@Singleton
public class FailureStore {
    private static final int VALUES = 8;
    private static final int COUNT_BYTES = 3;
    private static final About UNKNOWN = new About(null, null, null);

    private final RedisLinks links;
    private final QueueStore queues;
    private final StoreClock clock;

    public FailureStore(RedisLinks links, QueueStore queues, StoreClock clock) {
        this.links = links;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * The groups of a queue that have dead jobs, in no order.
     *
     * @param dead all dead jobs; more than in the groups where some died before there were groups
     * @param groups at most 1,001
     */
    public record KnownFailures(String queue, long dead, List<FailureGroup> groups) {
        /** True when every dead job is in a group. */
        public boolean isComplete() {
            return groups.stream().mapToLong(FailureGroup::count).sum() == dead;
        }
    }

    /** The groups of several queues, in one round. */
    public List<KnownFailures> of(List<String> among) {
        List<Request> asks = among.stream()
                .map(queue -> Script.FAILURES.request(queues.keys(queue).of(Script.FAILURES), List.of()))
                .toList();
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.reads().batch(asks));
        List<KnownFailures> all = new ArrayList<>(among.size());
        for (int i = 0; i < answers.size(); i++) {
            all.add(read(among.get(i), answers.get(i)));
        }
        return all;
    }

    /** How many jobs of each of these groups died by then. @param until epoch milliseconds */
    public List<Long> countUntil(String queue, List<String> fingerprints, long until) {
        List<Request> asks = fingerprints.stream()
                .map(print -> Request.cmd(Command.ZCOUNT)
                        .arg(queues.keys(queue).deadOf(print))
                        .arg("-inf")
                        .arg(until))
                .toList();
        return asks.isEmpty()
                ? List.of()
                : RedisLink.await(links.reads().batch(asks)).stream()
                        .map(Response::toLong)
                        .toList();
    }

    /** The next places of a group, last died first. @param after the last one seen; null for the first @param limit 1..1000 */
    public List<Place> places(String queue, String fingerprint, Place after, int limit) {
        List<byte[]> args = List.of(
                Wire.bytes("down"),
                after == null ? Wire.EMPTY : Wire.bytes(after.score()),
                after == null ? Wire.EMPTY : Wire.bytes(after.id()),
                Wire.bytes(0),
                Wire.bytes(limit));
        Request ask = Script.LIST.request(List.of(queues.keys(queue).deadOf(fingerprint)), args);
        Response answer = RedisLink.await(links.reads().batch(List.of(ask))).getFirst();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < answer.size(); i += 2) {
            places.add(
                    new Place(queue, Wire.id(answer.get(i)), answer.get(i + 1).toLong()));
        }
        return places;
    }

    private KnownFailures read(String queue, Response answer) {
        long now = clock.millis();
        List<FailureGroup> groups = new ArrayList<>();
        for (int at = 1; at + VALUES <= answer.size(); at += VALUES) {
            if (answer.get(at + 1).toLong() > 0) {
                groups.add(group(queue, answer, at, now));
            }
        }
        return new KnownFailures(queue, answer.get(0).toLong(), groups);
    }

    private static FailureGroup group(String queue, Response answer, int at, long now) {
        About about = HistoryCodec.read(Wire.text(answer.get(at + 3)), About.class, UNKNOWN);
        String print = Wire.text(answer.get(at));
        return new FailureGroup(
                queue,
                print,
                about.type(),
                about.errorType(),
                about.message(),
                answer.get(at + 1).toLong(),
                number(answer.get(at + 4)),
                number(answer.get(at + 5)),
                Wire.text(answer.get(at + 2)),
                trend(Wire.raw(answer.get(at + 7)), number(answer.get(at + 6)), now / 60_000));
    }

    private static long number(Response value) {
        return value == null ? 0 : value.toLong();
    }

    /** The counts moved on to the minute of now. */
    private static List<Integer> trend(byte[] counts, long minute, long nowMinute) {
        long gap = Math.clamp(nowMinute - minute, 0, FailureGroup.MINUTES);
        List<Integer> all = new ArrayList<>(FailureGroup.MINUTES);
        boolean known = counts != null && counts.length == FailureGroup.MINUTES * COUNT_BYTES;
        for (int i = (int) gap; i < FailureGroup.MINUTES; i++) {
            int at = i * COUNT_BYTES;
            all.add(known ? (counts[at] & 255) << 16 | (counts[at + 1] & 255) << 8 | counts[at + 2] & 255 : 0);
        }
        Stream.generate(() -> 0).limit(gap).forEach(all::add);
        return all;
    }
}

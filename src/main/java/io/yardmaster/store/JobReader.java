package io.yardmaster.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.store.PlaceReader.Place;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.record.HistoryCodec;
import io.yardmaster.store.record.Views;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.StoreClock;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads jobs: one, or the next few of a state's order. Changes nothing. */
@Singleton
public class JobReader {
    /** Jobs that are read in one call at most. */
    public static final int LARGEST_FIND = 50;

    /** Bytes after which one call of a list ends, over all its queues. */
    private static final int PART_BYTES = 1 << 20;

    private static final int ALL_BYTES = Integer.MAX_VALUE;

    private final RedisLinks links;
    private final QueueStore queues;
    private final StoreClock clock;

    JobReader(RedisLinks links, QueueStore queues, StoreClock clock) {
        this.links = links;
        this.queues = queues;
        this.clock = clock;
    }

    /** All that is known of a job; empty when the queue has none of that id. */
    public Optional<JobView> find(String queue, String id) {
        return findAll(queue, List.of(id)).stream().findFirst();
    }

    /** The same of several, in their order; those that are gone are left out. */
    public List<JobView> findAll(String queue, List<String> ids) {
        List<Request> asks = new ArrayList<>();
        int most = Work.atOnce(LARGEST_FIND);
        for (int from = 0; from < ids.size(); from += most) {
            asks.add(asks(queue, ALL_BYTES, ids.subList(from, Math.min(ids.size(), from + most))));
        }
        if (asks.isEmpty()) {
            return List.of();
        }
        List<JobView> all = new ArrayList<>(ids.size());
        int at = 0;
        for (Response answer : RedisLink.await(links.reads().batch(asks))) {
            for (int i = 0; i < answer.size(); i += Views.VALUES) {
                Views.read(queue, ids.get(at++), answer, i, clock.millis()).ifPresent(all::add);
            }
        }
        return all;
    }

    /** The jobs that run a job again and are still there, newest first, of the last 100; empty where there is none. */
    public List<JobView> copies(String queue, String id) {
        Request ask =
                Request.cmd(Command.HGET).arg(queues.keys(queue).of(Key.COPIES)).arg(id);
        String ids = Wire.text(RedisLink.await(links.reads().send(ask)));
        return ids == null ? List.of() : findAll(queue, List.of(ids.split(" ")).reversed());
    }

    /**
     * The first jobs of a list.
     *
     * @param views one a job, as many as fit and at least one; empty for a job that has left the state
     * @param bytes that were read for them
     */
    public record Part(List<Optional<JobView>> views, long bytes) {}

    /** Reads the jobs of places, the first of them that fit into about {@value #PART_BYTES} bytes. @param places 1..50 */
    public Part part(List<Place> places, JobState state) {
        Map<String, List<String>> ids =
                places.stream().collect(groupingBy(Place::queue, LinkedHashMap::new, mapping(Place::id, toList())));
        List<Request> asks = new ArrayList<>();
        ids.forEach((queue, some) -> asks.add(asks(queue, PART_BYTES / ids.size(), some)));
        Map<String, Iterator<Optional<JobView>>> read = new HashMap<>();
        Iterator<Response> answers = RedisLink.await(links.reads().batch(asks)).iterator();
        long bytes = 0;
        for (var of : ids.entrySet()) {
            Response answer = answers.next();
            List<Optional<JobView>> views = new ArrayList<>();
            for (int i = 0; i < answer.size(); i += Views.VALUES) {
                String id = of.getValue().get(views.size());
                views.add(Views.read(of.getKey(), id, answer, i, clock.millis()).filter(view -> view.state() == state));
                bytes += Views.bytes(answer, i);
            }
            read.put(of.getKey(), views.iterator());
        }
        List<Optional<JobView>> first = new ArrayList<>();
        for (Place place : places) {
            if (!read.get(place.queue()).hasNext()) {
                break;
            }
            first.add(read.get(place.queue()).next());
        }
        return new Part(first, bytes);
    }

    /** Which of those queues have a job of that id: one round for all. */
    public List<String> holders(Collection<String> among, String id) {
        if (among.isEmpty()) {
            return List.of();
        }
        List<Request> asks = among.stream()
                .map(queue -> Request.cmd(Command.HEXISTS)
                        .arg(queues.keys(queue).of(Key.RECORDS))
                        .arg(id))
                .toList();
        List<Response> answers = RedisLink.await(links.reads().batch(asks));
        List<String> holders = new ArrayList<>();
        int at = 0;
        for (String queue : among) {
            if (answers.get(at++).toInteger() == 1) {
                holders.add(queue);
            }
        }
        return holders;
    }

    /** The log of a job, oldest line first; empty when it has none. */
    public List<LogLine> log(String queue, String id) {
        Request ask =
                Request.cmd(Command.HGET).arg(queues.keys(queue).of(Key.LOG)).arg(id);
        return HistoryCodec.log(Wire.text(RedisLink.await(links.reads().send(ask))));
    }

    private Request asks(String queue, int bytes, List<String> ids) {
        List<byte[]> args = Stream.concat(Stream.of(String.valueOf(bytes)), ids.stream())
                .map(Wire::bytes)
                .toList();
        return Script.FIND.request(queues.keys(queue).of(Script.FIND), args);
    }
}

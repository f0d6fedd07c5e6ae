package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.LogLine;
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
import java.util.List;
import java.util.Optional;

/** Reads jobs: one, or the next few of a state's order. Changes nothing. */
@Singleton
public class JobReader {
    private static final int LARGEST_FIND = 50;

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
                        .arg(queues.keys(queue).of(Key.RECORDS))
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

    /** The log of a job, oldest line first; empty when it has none. */
    public List<LogLine> log(String queue, String id) {
        Request ask =
                Request.cmd(Command.HGET).arg(queues.keys(queue).of(Key.LOG)).arg(id);
        return HistoryCodec.log(Wire.text(RedisLink.await(links.rest().send(ask))));
    }

    private Request asks(String queue, List<String> ids) {
        return RedisLink.request(
                Script.FIND,
                queues.keys(queue).of(Script.FIND),
                ids.stream().map(Wire::bytes).toList());
    }
}

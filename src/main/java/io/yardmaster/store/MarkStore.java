package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.Keep;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** What is remembered of queues beside their counts: who paused them and when, and when their last job died. */
@Singleton
public class MarkStore {
    /** How many dead jobs are weighed for an estimate. */
    private static final int WEIGHED = 300;

    private final RedisLinks links;
    private final QueueStore queues;

    MarkStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /**
     * What is remembered of a queue: when and by whom it was paused, when its newest dead job died; else null.
     *
     * @param deadFill percent of the dead jobs that it may hold; 0 below 80
     */
    public record Mark(String queue, Long pausedAt, String pausedBy, Long lastDeathAt, int deadFill) {}

    /**
     * Writes down how full a queue is of dead jobs: from 100 on it takes no job in.
     *
     * @param percent of its bound, rounded down; 0 = nothing to say
     */
    public void fill(String queue, int percent) {
        byte[] meta = queues.keys(queue).of(Key.META);
        RedisLink.await(links.rest()
                .batch(List.of(
                        percent == 0
                                ? Request.cmd(Command.HDEL).arg(meta).arg("fill")
                                : Keep.field(meta, "fill", Integer.toString(percent)),
                        percent < 100
                                ? Request.cmd(Command.HDEL).arg(meta).arg("full")
                                : Keep.field(meta, "full", "1"))));
    }

    /**
     * What the dead jobs of a queue take in Redis, estimated from some of them taken at random.
     *
     * @return bytes a job; 0 when none is dead
     */
    public long deadWeight(String queue) {
        List<byte[]> keys = queues.keys(queue).of(Script.WEIGH);
        Response answer = RedisLink.await(links.reads().call(Script.WEIGH, keys, List.of(Wire.bytes(WEIGHED))));
        long jobs = answer.get(0).toLong();
        return jobs == 0 ? 0 : answer.get(1).toLong() / jobs;
    }

    /** When the oldest completed job that is kept ended, epoch milliseconds; empty where none is kept. */
    public OptionalLong oldestCompletedAt(String queue) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(queues.keys(queue).of(Key.COMPLETED))
                .arg(0)
                .arg(0)
                .arg("WITHSCORES");
        Long at = firstScore(RedisLink.await(links.reads().send(ask)));
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** The score of the first member; null where there is none. */
    private static Long firstScore(Response scored) {
        if (scored.size() == 0) {
            return null;
        }
        return Wire.score(scored.get(0).isArray() ? scored.get(0).get(1) : scored.get(1));
    }

    /**
     * Writes down who paused queues, unless that is known already; a resume forgets it.
     *
     * @param by null when nobody is known
     * @param at epoch milliseconds
     */
    public void remember(Collection<String> names, String by, long at) {
        List<Request> writes = new ArrayList<>();
        for (String queue : names) {
            byte[] meta = queues.keys(queue).of(Key.META);
            writes.add(Request.cmd(Command.HSETNX).arg(meta).arg("pausedAt").arg(Long.toString(at)));
            writes.add(Request.cmd(Command.HSETNX).arg(meta).arg("pausedBy").arg(by == null ? "" : by));
        }
        if (!writes.isEmpty()) {
            RedisLink.await(links.rest().batch(writes));
        }
    }

    /** What is remembered of several queues, in one round. */
    public List<Mark> marks(List<String> names) {
        List<Request> asks = new ArrayList<>();
        for (String queue : names) {
            Keys k = queues.keys(queue);
            asks.add(Request.cmd(Command.HMGET)
                    .arg(k.of(Key.META))
                    .arg("pausedAt")
                    .arg("pausedBy")
                    .arg("fill"));
            asks.add(Request.cmd(Command.ZRANGE)
                    .arg(k.of(Key.DEAD))
                    .arg(-1)
                    .arg(-1)
                    .arg("WITHSCORES"));
        }
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.rest().batch(asks));
        List<Mark> marks = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            marks.add(mark(names.get(i), answers.get(2 * i), answers.get(2 * i + 1)));
        }
        return marks;
    }

    private static Mark mark(String queue, Response paused, Response newest) {
        Response at = paused.get(0);
        Response by = paused.get(1);
        Long death = firstScore(newest);
        return new Mark(
                queue,
                at == null ? null : Long.valueOf(at.toLong()),
                by == null || by.toString().isEmpty() ? null : by.toString(),
                death,
                paused.get(2) == null ? 0 : paused.get(2).toInteger());
    }
}

package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is remembered of queues beside their counts: who paused them and when, and when their last job died. */
@Singleton
public class MarkStore {
    private final RedisLinks links;
    private final QueueStore queues;

    MarkStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /** What is remembered of a queue: when and by whom it was paused, when its newest dead job died; else null. */
    public record Mark(String queue, Long pausedAt, String pausedBy, Long lastDeathAt) {}

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
                    .arg("pausedBy"));
            asks.add(Request.cmd(Command.ZRANGE)
                    .arg(k.of(Key.DEAD))
                    .arg(0)
                    .arg(0)
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
        Long death = null;
        if (newest.size() > 0) {
            death = Wire.score(newest.get(0).isArray() ? newest.get(0).get(1) : newest.get(1));
        }
        return new Mark(
                queue,
                at == null ? null : Long.valueOf(at.toLong()),
                by == null || by.toString().isEmpty() ? null : by.toString(),
                death);
    }
}

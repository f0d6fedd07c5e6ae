package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Claims, completes and settles jobs. Every write passes the claim. */
@Singleton
public class ClaimStore {
    /** Bytes of results that a queue stores at most for jobs with an idempotency key: 64 MB. */
    private static final long MOST_STORED = 64L << 20;

    /** Smaller in a test. */
    long mostStored = MOST_STORED;

    private final RedisLinks links;
    private final QueueStore queues;

    ClaimStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /** Completes and claims in one call. */
    public CompletableFuture<Turned> turn(String queue, Turn turn) {
        return links.turns()
                .call(Script.TURN, queues.keys(queue).of(Script.TURN), turn.args())
                .thenApply(answer -> Turned.read(queue, answer));
    }

    /**
     * What was not written.
     *
     * @param stale positions from 0 whose claim was not the current one, or whose lease holds
     * @param stopped positions from 0 whose run somebody asked to stop: only "cancelled" is written for them
     * @param news all that the queue holds for workflows, where members ended and that is little; empty otherwise
     */
    public record Refused(List<Integer> stale, List<Integer> stopped, List<String> news) {
        public boolean has(int position) {
            return stale.contains(position) || stopped.contains(position);
        }
    }

    /**
     * Ends runs of this worker that did not complete.
     *
     * @param drops claims whose last job this is
     */
    public CompletableFuture<Refused> settle(String queue, List<Settlement> settlements, List<Claim> drops) {
        return settle(queue, settlements, drops, false);
    }

    /**
     * Ends runs of any worker whose lease has ended, and waits for it.
     *
     * @param drops claims of which no job is left
     * @throws StoreAwayException when the store does not answer in time
     */
    public Refused settleLapsed(String queue, List<Settlement> settlements, List<Claim> drops) {
        return RedisLink.await(settle(queue, settlements, drops, true));
    }

    CompletableFuture<Refused> settle(String queue, List<Settlement> settlements, List<Claim> drops, boolean lapsed) {
        List<byte[]> args = new ArrayList<>(4 + 7 * settlements.size() + drops.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(lapsed ? "lapsed" : "held"));
        args.add(Wire.bytes(settlements.size()));
        args.add(Wire.bytes(drops.size()));
        args.add(Wire.bytes(mostStored));
        settlements.forEach(one -> one.addTo(args));
        drops.forEach(claim -> args.add(Wire.bytes(Hold.lease(claim))));
        for (int i = 0; i < settlements.size(); i++) {
            settlements.get(i).addFailureTo(args, i + 1);
        }
        RedisLink link = lapsed ? links.keeper() : links.turns();
        return link.call(Script.SETTLE, queues.keys(queue).of(Script.SETTLE), args)
                .thenApply(ClaimStore::refused);
    }

    /** The first result of a type and idempotency key. @param result JSON text; null when there was none */
    public record FirstResult(String jobId, String result) {}

    /**
     * The result that a completed job of that type and idempotency key left; empty when there is none, or not any more.
     *
     * @param now epoch milliseconds by the store's clock
     * @throws StoreAwayException when the store does not answer in time
     */
    public Optional<FirstResult> firstResult(Job job, long now) {
        Keys keys = queues.keys(job.queue());
        String field = Settlement.StoredAs.field(job.type(), job.rules().idempotencyKey());
        List<Response> answers = RedisLink.await(links.rest()
                .batch(List.of(
                        Request.cmd(Command.HGET).arg(keys.of(Key.STORED)).arg(field),
                        Request.cmd(Command.ZSCORE)
                                .arg(keys.of(Key.STORED_ENDS))
                                .arg(field))));
        String value = Wire.text(answers.get(0));
        Long ends = Wire.score(answers.get(1));
        if (value == null || ends == null || ends <= now) {
            return Optional.empty();
        }
        int space = value.indexOf(' ');
        String result = value.substring(space + 1);
        return Optional.of(new FirstResult(value.substring(0, space), result.isEmpty() ? null : result));
    }

    private static Refused refused(Response answer) {
        List<Integer> stale = new ArrayList<>();
        List<Integer> stopped = new ArrayList<>();
        List<String> news = new ArrayList<>();
        for (int i = 1; i < answer.size(); i++) {
            if (answer.get(i).type() == ResponseType.NUMBER) {
                int position = answer.get(i).toInteger();
                (position < 0 ? stopped : stale).add(Math.abs(position) - 1);
            } else {
                news.add(Wire.text(answer.get(i)));
            }
        }
        return new Refused(stale, stopped, news);
    }
}

package io.yardmaster.store;

import io.vertx.redis.client.Response;
import io.yardmaster.job.attempt.Claim;
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
import java.util.concurrent.CompletableFuture;

/** Claims, completes and settles jobs. Every write passes the claim. */
@Singleton
public class ClaimStore {
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
     * Ends runs of this worker that did not complete.
     *
     * @param drops claims whose last job this is
     * @return positions from 0 that were refused, because the claim was not the current one
     */
    public CompletableFuture<List<Integer>> settle(String queue, List<Settlement> settlements, List<Claim> drops) {
        return settle(queue, settlements, drops, false);
    }

    /**
     * Ends runs of any worker whose lease has ended, and waits for it.
     *
     * @param drops claims of which no job is left
     * @return positions from 0 that were refused, because the lease holds or the claim was not the current one
     * @throws StoreAwayException when the store does not answer in time
     */
    public List<Integer> settleLapsed(String queue, List<Settlement> settlements, List<Claim> drops) {
        return RedisLink.await(settle(queue, settlements, drops, true));
    }

    CompletableFuture<List<Integer>> settle(
            String queue, List<Settlement> settlements, List<Claim> drops, boolean lapsed) {
        List<byte[]> args = new ArrayList<>(4 + 7 * settlements.size() + drops.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(lapsed ? "lapsed" : "held"));
        args.add(Wire.bytes(settlements.size()));
        args.add(Wire.bytes(drops.size()));
        settlements.forEach(one -> one.addTo(args));
        drops.forEach(claim -> args.add(Wire.bytes(Hold.lease(claim))));
        RedisLink link = lapsed ? links.keeper() : links.turns();
        return link.call(Script.SETTLE, queues.keys(queue).of(Script.SETTLE), args)
                .thenApply(ClaimStore::positions);
    }

    private static List<Integer> positions(Response answer) {
        List<Integer> refused = new ArrayList<>();
        for (int i = 1; i < answer.size(); i++) {
            refused.add(answer.get(i).toInteger() - 1);
        }
        return refused;
    }
}

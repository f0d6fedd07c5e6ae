package io.yardmaster.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The connections of this node, each for calls of one kind, so that a page never waits behind a batch of claims:
 * turns for claims and completions, keeper for leases and recovery, reads for lists and metrics whose answers are
 * large, and one for all the rest.
 */
@Singleton
public class RedisLinks {
    private final Vertx vertx;
    private RedisLink turns;
    private RedisLink keeper;
    private RedisLink reads;
    private RedisLink rest;

    public RedisLinks(Vertx vertx) {
        this.vertx = vertx;
    }

    public CompletableFuture<Void> open(RedisAddress address) {
        turns = link(address);
        keeper = link(address);
        reads = link(address);
        rest = link(address);
        return CompletableFuture.allOf(turns.open(), keeper.open(), reads.open(), rest.open());
    }

    public void close() {
        if (rest != null) {
            List.of(turns, keeper, reads, rest).forEach(RedisLink::close);
        }
    }

    /** For claims and completions. */
    public RedisLink turns() {
        return turns;
    }

    /** For leases, recovery, promotion. */
    public RedisLink keeper() {
        return keeper;
    }

    /** For lists of jobs and metrics: an enqueue does not wait behind megabytes of them. */
    public RedisLink reads() {
        return reads;
    }

    /** For everything else. */
    public RedisLink rest() {
        return rest;
    }

    /** Commands and script calls sent over all links so far. */
    public long calls() {
        return turns.calls() + keeper.calls() + reads.calls() + rest.calls();
    }

    private RedisLink link(RedisAddress address) {
        return new RedisLink(vertx, address, RedisLinks::nothing);
    }

    private static Future<?> nothing(RedisConnection fresh) {
        return Future.succeededFuture();
    }
}

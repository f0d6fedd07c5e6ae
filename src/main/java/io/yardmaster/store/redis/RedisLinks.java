package io.yardmaster.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The connections of this node, each for calls of one kind, so that a page never waits behind a batch of claims:
 * turns for claims and completions, keeper for leases and recovery, reads for lists and metrics whose answers are
 * large, and one for all the rest.
 */
@Singleton
public class RedisLinks {
    private final LinkThread thread;
    private RedisLink turns;
    private RedisLink keeper;
    private RedisLink reads;
    private RedisLink rest;

    public RedisLinks(LinkThread thread) {
        this.thread = thread;
    }

    /** Connects all of them; the first one loads the scripts, and the others find them loaded. */
    public CompletableFuture<Void> open(RedisAddress address) {
        turns = link(address);
        keeper = link(address);
        reads = link(address);
        rest = link(address);
        return turns.open().thenCompose(loaded -> CompletableFuture.allOf(keeper.open(), reads.open(), rest.open()));
    }

    public void close() {
        if (rest != null) {
            List.of(turns, keeper, reads, rest).forEach(RedisLink::close);
        }
    }

    /** On which all of them are read and written. */
    public LinkThread thread() {
        return thread;
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

    /** How a Redis is. @param info what INFO says, by name @param aheadMs how far its clock is ahead of this machine's */
    public record State(Map<String, String> info, long aheadMs) {}

    /** Asks Redis how it is. @throws StoreAwayException when it does not answer in time */
    public State state() {
        StoreClock clock = new StoreClock();
        long asked = clock.askedNanos();
        Response time = RedisLink.await(rest.send(Request.cmd(Command.TIME)));
        clock.learn(time.get(0).toLong() * 1_000_000 + time.get(1).toLong(), asked);
        return new State(Wire.info(RedisLink.await(rest.send(Request.cmd(Command.INFO)))), clock.aheadMs());
    }

    /** Commands and script calls sent over all links so far. */
    public long calls() {
        return turns.calls() + keeper.calls() + reads.calls() + rest.calls();
    }

    /** Round trips of all links so far: what is sent in one write counts once. */
    public long rounds() {
        return turns.rounds() + keeper.rounds() + reads.rounds() + rest.rounds();
    }

    private RedisLink link(RedisAddress address) {
        return new RedisLink(thread, address, new Ping());
    }

    private static final class Ping implements RedisLink.Liveness {
        @Override
        public Future<?> on(RedisConnection connection) {
            return connection.send(Request.cmd(Command.PING));
        }

        @Override
        public Future<?> begin(RedisConnection connection) {
            return Script.loadMissing(connection);
        }
    }
}

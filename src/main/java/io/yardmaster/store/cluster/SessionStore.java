package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.Keep;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Who is signed in: a string key a session, named by the hash of its secret, which ends by itself when nobody uses it.
 * No job depends on it, so that its time may be a key's time to live. Every call fails with StoreAwayException.
 */
@Singleton
public class SessionStore {
    private static final String PREFIX = Keys.SESSION_PREFIX;
    private static final String BY_USER = Keys.SESSIONS_OF_PREFIX;
    private static final int MOST_OF_ONE = 10_000;

    private final RedisLinks links;

    public SessionStore(RedisLinks links) {
        this.links = links;
    }

    /** Keeps a session; blocks. @param hash of its secret @param value who it is @param seconds until it ends unused */
    public void put(String hash, String value, long seconds) {
        RedisLink.await(links.rest().batch(List.of(Keep.value(Wire.bytes(PREFIX + hash), value, seconds))));
    }

    /** The value of a session; empty when there is none. */
    public CompletableFuture<Optional<String>> get(String hash) {
        return value(Request.cmd(Command.GET).arg(PREFIX + hash));
    }

    /** Its time begins anew; does nothing when there is none, and is not waited for. */
    public void renew(String hash, long seconds) {
        links.rest().send(Request.cmd(Command.EXPIRE).arg(PREFIX + hash).arg(seconds));
    }

    /**
     * Notes that a session is one of a user's; blocks. What was noted longer ago than {@code seconds} is forgotten.
     *
     * @param user the hash of the name @param now epoch milliseconds
     */
    public void note(String user, String hash, long now, long seconds) {
        String key = BY_USER + user;
        await(Request.cmd(Command.ZREMRANGEBYSCORE).arg(key).arg("-inf").arg(now - seconds * 1_000));
        await(Request.cmd(Command.ZADD).arg(key).arg(now).arg(hash));
        await(Request.cmd(Command.ZREMRANGEBYRANK).arg(key).arg(0).arg(-1 - MOST_OF_ONE));
        await(Request.cmd(Command.EXPIRE).arg(key).arg(seconds));
    }

    /** The hashes of the sessions that were noted for a user; blocks. */
    public List<String> noted(String user) {
        Response all =
                await(Request.cmd(Command.ZRANGE).arg(BY_USER + user).arg(0).arg(-1));
        return all.stream().map(Response::toString).toList();
    }

    /** Ends a session, on all nodes at once; blocks. */
    public void remove(String hash) {
        RedisLink.await(links.rest().send(Request.cmd(Command.DEL).arg(PREFIX + hash)));
    }

    private Response await(Request request) {
        return RedisLink.await(links.rest().send(request));
    }

    private CompletableFuture<Optional<String>> value(Request request) {
        return links.rest()
                .send(request)
                .thenApply(answer -> Optional.ofNullable(answer).map(Response::toString));
    }
}

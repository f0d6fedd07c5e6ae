package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Who is signed in: a string key a session, named by the hash of its secret, which ends by itself when nobody uses it.
 * No job depends on it, so that its time may be a key's time to live. Every call fails with StoreAwayException.
 */
@Singleton
public class SessionStore {
    private static final String PREFIX = Keys.SESSION_PREFIX;

    private final RedisLinks links;

    SessionStore(RedisLinks links) {
        this.links = links;
    }

    /** Keeps a session; blocks. @param hash of its secret @param value who it is @param seconds until it ends unused */
    public void put(String hash, String value, long seconds) {
        Request set =
                Request.cmd(Command.SET).arg(PREFIX + hash).arg(value).arg("EX").arg(seconds);
        RedisLink.await(links.rest().send(set));
    }

    /** The value of a session; empty when there is none. */
    public CompletableFuture<Optional<String>> get(String hash) {
        return value(Request.cmd(Command.GET).arg(PREFIX + hash));
    }

    /** The same, and its time begins anew. */
    public CompletableFuture<Optional<String>> renew(String hash, long seconds) {
        return value(Request.cmd(Command.GETEX).arg(PREFIX + hash).arg("EX").arg(seconds));
    }

    /** Ends a session, on all nodes at once; blocks. */
    public void remove(String hash) {
        RedisLink.await(links.rest().send(Request.cmd(Command.DEL).arg(PREFIX + hash)));
    }

    private CompletableFuture<Optional<String>> value(Request request) {
        return links.rest()
                .send(request)
                .thenApply(answer -> Optional.ofNullable(answer).map(Response::toString));
    }
}

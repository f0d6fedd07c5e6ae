package io.yardmaster.web.access.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.yardmaster.job.Role;
import io.yardmaster.store.SessionStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The sessions of people who signed in at the console. They are in the store, so that they outlive a restart, hold on
 * every node and can be ended; the store knows only hashes. One ends {@value #SECONDS} s after its last use.
 */
@Singleton
public class Sessions {
    /** Name of the cookie that carries the session. */
    public static final String COOKIE = "yardmaster_session";
    /** How long a session lives without being used: 12 hours. */
    static final long SECONDS = 43_200;

    private static final long RENEW_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final SessionStore store;
    private final Vertx vertx;
    private final SeenSessions seen = new SeenSessions();

    Sessions(SessionStore store, Vertx vertx) {
        this.store = store;
        this.vertx = vertx;
    }

    /**
     * Whose session it is. Does not block. While the store is away, a session that this node has seen goes on: that is
     * when somebody wants to look.
     *
     * @param cookie its value as the browser sent it: anything at all
     * @return empty where there is no such session, or no longer
     */
    public Future<Optional<Caller>> of(String cookie) {
        if (cookie == null || cookie.length() != Secret.LENGTH) {
            return Future.succeededFuture(Optional.empty());
        }
        String hash = Secret.hash(cookie);
        long now = System.nanoTime();
        boolean renews = seen.renewedBefore(hash, now - RENEW_NANOS);
        CompletableFuture<Optional<Caller>> found = (renews ? store.renew(hash, SECONDS) : store.get(hash))
                .thenApply(value -> value.flatMap(Sessions::read))
                .thenApply(caller -> seen.note(hash, caller, renews ? now : null))
                .exceptionally(fault -> seen.caller(hash));
        return Future.fromCompletionStage(found, vertx.getOrCreateContext());
    }

    /** Begins a session and returns the secret for its cookie. Blocks. @throws StoreAwayException */
    public String begin(Caller caller) {
        String secret = Secret.random();
        store.put(Secret.hash(secret), caller.role().name() + " " + caller.name(), SECONDS);
        return secret;
    }

    /** Ends a session for good. Blocks. @throws StoreAwayException */
    public void end(String cookie) {
        seen.forget(Secret.hash(cookie));
        store.remove(Secret.hash(cookie));
    }

    private static Optional<Caller> read(String value) {
        int space = value.indexOf(' ');
        for (Role role : Role.values()) {
            if (space > 0 && role.name().equals(value.substring(0, space))) {
                return Optional.of(new Caller(value.substring(space + 1), role));
            }
        }
        return Optional.empty();
    }
}

package io.yardmaster.web.access.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.yardmaster.store.cluster.SessionStore;
import io.yardmaster.web.access.client.Secret;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The sessions of people who signed in at the console. They are in the store, so that they outlive a restart, hold on
 * every node and can be ended; the store knows only hashes. One ends {@value #IDLE_SECONDS} s after its last use, and
 * {@value #SECONDS} s after it began; all end when the password changes that they came by.
 */
@Singleton
public class Sessions {
    /** How long a session lives at most: 12 hours. */
    static final long SECONDS = 43_200;

    /** How long a session lives without being used: 30 minutes. */
    static final long IDLE_SECONDS = 1_800;

    private static final long RENEW_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);

    private final SessionStore store;
    private final Vertx vertx;
    private final InstantSource clock;
    private final Provider<SessionBinding> binding;
    private final SeenSessions seen = new SeenSessions();

    Sessions(SessionStore store, Vertx vertx, InstantSource clock, Provider<SessionBinding> binding) {
        this.store = store;
        this.vertx = vertx;
        this.clock = clock;
        this.binding = binding;
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
        CompletableFuture<Optional<Caller>> found = store.get(hash)
                .thenApply(value -> value.flatMap(Session::of).filter(session -> isGood(session, cookie)))
                .thenApply(session -> use(hash, session))
                .exceptionally(away -> seen.caller(hash, System.nanoTime() - IDLE_NANOS));
        return Future.fromCompletionStage(found, vertx.getOrCreateContext());
    }

    /** Begins a session and returns the secret for its cookie. Blocks. @throws StoreAwayException */
    public String begin(Caller caller) {
        String secret = Secret.random();
        Session session = new Session(caller, clock.millis(), Session.binding(secret, binding.get()));
        store.put(Secret.hash(secret), session.text(), IDLE_SECONDS);
        store.note(Secret.hash(caller.name()), Secret.hash(secret), clock.millis(), SECONDS);
        return secret;
    }

    /** Ends a session for good. Blocks. @throws StoreAwayException */
    public void end(String cookie) {
        seen.forget(Secret.hash(cookie));
        store.remove(Secret.hash(cookie));
    }

    /** Ends every session of a user, on all nodes. Blocks. @throws StoreAwayException */
    public void endAll(Caller caller) {
        String user = Secret.hash(caller.name());
        store.noted(user).forEach(hash -> {
            seen.forget(hash);
            store.remove(hash);
        });
    }

    private boolean isGood(Session session, String cookie) {
        boolean bound = Secret.same(session.binding(), Session.binding(cookie, binding.get()));
        return bound && left(session) > 0;
    }

    /** Seconds until it ends whatever its use. */
    private long left(Session session) {
        return SECONDS - (clock.millis() - session.began()) / 1_000;
    }

    private Optional<Caller> use(String hash, Optional<Session> session) {
        long now = System.nanoTime();
        boolean renews = session.isPresent() && seen.renewedBefore(hash, now - RENEW_NANOS);
        if (renews) {
            store.renew(hash, Math.min(IDLE_SECONDS, left(session.get())));
        }
        return seen.note(hash, session.map(Session::caller), renews ? now : null);
    }
}

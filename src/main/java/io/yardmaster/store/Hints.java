package io.yardmaster.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisAddress;
import io.yardmaster.store.redis.RedisLink;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/**
 * Hears within milliseconds that there may be something to do in a queue. A lost hint costs a second or two, never a
 * job: those who listen also look by themselves now and then.
 */
@Singleton
public class Hints {
    static final String CHANNEL = "ym:hint";
    private static final String DUE = "due ";
    private static final String CANCEL = "cancel ";

    private final Vertx vertx;
    private volatile Listener listener = (kind, queue) -> {};
    private RedisLink link;

    Hints(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What a hint is about. */
    public enum Kind {
        /** Jobs wait. */
        WORK,
        /** A job is due sooner than any before. */
        DUE,
        /** A run was asked to stop. */
        CANCEL
    }

    /** Called on a thread of the wire: must not block. */
    @FunctionalInterface
    public interface Listener {
        void on(Kind kind, String queue);
    }

    /** Sends every hint to that listener from now on. */
    public void listen(Listener changed) {
        listener = changed;
    }

    CompletableFuture<Void> open(RedisAddress address) {
        link = new RedisLink(vertx, address, this::subscribe);
        return link.open();
    }

    void close() {
        if (link != null) {
            link.close();
        }
    }

    private Future<?> subscribe(RedisConnection fresh) {
        fresh.handler(this::hear);
        return fresh.send(Request.cmd(Command.SUBSCRIBE).arg(CHANNEL));
    }

    private void hear(Response message) {
        boolean isMessage = message.type() == ResponseType.PUSH || message.type() == ResponseType.MULTI;
        if (!isMessage
                || message.size() != 3
                || !"message".equals(message.get(0).toString())) {
            return;
        }
        String text = message.get(2).toString();
        Kind kind = text.startsWith(DUE) ? Kind.DUE : text.startsWith(CANCEL) ? Kind.CANCEL : Kind.WORK;
        int skip = kind == Kind.DUE ? DUE.length() : kind == Kind.CANCEL ? CANCEL.length() : 0;
        String queue = Keys.queueOf(text.substring(skip));
        if (queue != null) {
            listener.on(kind, queue);
        }
    }
}

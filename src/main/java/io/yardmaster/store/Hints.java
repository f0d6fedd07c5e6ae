package io.yardmaster.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.LinkThread;
import io.yardmaster.store.redis.RedisAddress;
import io.yardmaster.store.redis.RedisLink;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Hears within milliseconds that there may be something to do in a queue. A lost hint costs a second or two, never a
 * job: those who listen also look by themselves now and then.
 */
@Singleton
public class Hints {
    static final String CHANNEL = "ym:hint";
    private static final String DUE = "due ";
    private static final String CANCEL = "cancel ";

    private final LinkThread thread;
    private final Queue<Promise<Void>> unconfirmed = new ConcurrentLinkedQueue<>();
    private volatile Listener listener = (kind, queue) -> {};
    private RedisLink link;

    Hints(LinkThread thread) {
        this.thread = thread;
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

    /** Called on the links' thread: must not block. */
    @FunctionalInterface
    public interface Listener {
        void on(Kind kind, String queue);
    }

    /** Sends every hint to that listener from now on. */
    public void listen(Listener changed) {
        listener = changed;
    }

    CompletableFuture<Void> open(RedisAddress address) {
        link = new RedisLink(thread, address, this::subscribe);
        return link.open();
    }

    /** As {@link RedisLink#probe}. */
    CompletableFuture<?> probe() {
        return link.probe();
    }

    void close() {
        if (link != null) {
            link.close();
        }
    }

    /**
     * Subscribes, on a new connection and again as the question whether it lives. Not PING: the client drops the one call
     * that waits for an answer when a message comes in before it, so that a living connection was taken for dead.
     */
    private Future<?> subscribe(RedisConnection connection) {
        Promise<Void> confirmed = Promise.promise();
        unconfirmed.add(confirmed);
        connection.handler(this::take);
        return connection.send(Request.cmd(Command.SUBSCRIBE).arg(CHANNEL)).compose(sent -> confirmed.future());
    }

    private void take(Response message) {
        if (isOf(message, "message")) {
            hear(message.get(2).toString());
        } else if (isOf(message, "subscribe")) {
            answer(Promise::tryComplete);
        } else if (message.type() == ResponseType.ERROR) {
            answer(asked -> asked.tryFail(message.toString()));
        }
    }

    /** One answer is enough for all who asked. */
    private void answer(Consumer<Promise<Void>> how) {
        for (Promise<Void> asked = unconfirmed.poll(); asked != null; asked = unconfirmed.poll()) {
            how.accept(asked);
        }
    }

    private static boolean isOf(Response message, String kind) {
        boolean isPushed = message.type() == ResponseType.PUSH || message.type() == ResponseType.MULTI;
        return isPushed && message.size() == 3 && kind.equals(message.get(0).toString());
    }

    private void hear(String text) {
        Kind kind = text.startsWith(DUE) ? Kind.DUE : text.startsWith(CANCEL) ? Kind.CANCEL : Kind.WORK;
        int skip = kind == Kind.DUE ? DUE.length() : kind == Kind.CANCEL ? CANCEL.length() : 0;
        String queue = Keys.queueOf(text.substring(skip));
        if (queue != null) {
            listener.on(kind, queue);
        }
    }
}

package io.yardmaster.store.redis;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/**
 * The one thread on which the connections of this node to Redis are read and written: an event loop, shared with a part
 * of the HTTP connections. What runs here must not wait for an answer, since that would be read on this thread.
 */
@Singleton
public class LinkThread {
    private final Vertx vertx;
    private final Context context;

    public LinkThread(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        if (!context.isEventLoopContext()) {
            throw new IllegalStateException("the links' thread is an event loop, not one of the threads that may wait");
        }
    }

    Vertx vertx() {
        return vertx;
    }

    /** Does it on this thread, in the order in which it was posted, also by this thread itself. */
    public void post(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    /** Does it later, on this thread. Call it on this thread. @param ms at least 1. Returns what cancels it */
    public long after(long ms, Runnable task) {
        return vertx.setTimer(ms, now -> task.run());
    }

    /** Cancels a timer of {@link #after}; does nothing when it is over. */
    public void cancel(long timer) {
        vertx.cancelTimer(timer);
    }
}

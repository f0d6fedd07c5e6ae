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
    }

    Vertx vertx() {
        return vertx;
    }

    /** Does it at once when called on this thread, else soon. */
    void run(Runnable task) {
        if (Vertx.currentContext() == context) {
            task.run();
        } else {
            post(task);
        }
    }

    /** Does it on this thread, after what that has to do already. */
    public void post(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    /** Does it on this thread later, on which this must be called too. @param ms at least 1. Returns what cancels it */
    public long after(long ms, Runnable task) {
        return vertx.setTimer(ms, now -> task.run());
    }

    /** Nothing happens when it is over already. @param timer of {@link #after} */
    public void cancel(long timer) {
        vertx.cancelTimer(timer);
    }
}

package io.yardmaster.store.redis;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The calls of one {@link RedisLink} that wait for an answer, in the order in which they were made. One timer looks for
 * those that waited too long: a timer for each call wakes the event loop twice a call.
 */
final class AwaitedCalls {
    /** How often is looked, in milliseconds: a call may wait so much longer. */
    static final long LOOK_EVERY_MS = 100;
    /** A look that comes so much later than the one before tells that this process stood still; it then has as long to read. */
    private static final long STANDSTILL_NANOS = 1_000_000_000;

    private final long patienceNanos;
    private final Consumer<RedisConnection> late;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;
    private long lookedNanos = System.nanoTime();
    private long judgedFromNanos = lookedNanos;

    private record Call(CompletableFuture<?> answer, RedisConnection to, long untilNanos) {}

    /** @param late hears of the connection that did not answer a call in time */
    AwaitedCalls(long patienceMs, Consumer<RedisConnection> late) {
        this.patienceNanos = patienceMs * 1_000_000;
        this.late = late;
    }

    void watch(Vertx vertx) {
        vertx.setPeriodic(LOOK_EVERY_MS, timer -> {
            look(System.nanoTime());
            if (ended && calls.isEmpty()) {
                vertx.cancelTimer(timer);
            }
        });
    }

    /** The link is closed: the watch ends with the last call. */
    void end() {
        ended = true;
    }

    void add(CompletableFuture<?> answer, RedisConnection to) {
        calls.add(new Call(answer, to, System.nanoTime() + patienceNanos));
        for (Call first = calls.peek(); first != null && first.answer.isDone(); first = calls.peek()) {
            calls.remove(first);
        }
    }

    /**
     * Ends late calls, but not for a second after this process stood still (stopped by a signal, or its machine was): answers
     * that came meanwhile are there and not read yet. Called by one thread. @param now by System.nanoTime
     */
    void look(long now) {
        if (now - lookedNanos > STANDSTILL_NANOS) {
            judgedFromNanos = now + STANDSTILL_NANOS;
        }
        lookedNanos = now;
        if (now - judgedFromNanos >= 0) {
            endLate(now);
        }
    }

    /**
     * Waits for an answer, and 2 s longer for one that came while this process stood still.
     *
     * @throws StoreAwayException when the store did not answer
     * @throws IllegalStateException at once on an event loop, when it is not answered yet
     */
    static <T> T await(CompletableFuture<T> answer, long patienceMs) {
        if (Context.isOnEventLoopThread() && !answer.isDone()) {
            throw new IllegalStateException(
                    "an event loop must not wait for the store: it may have to read the answer");
        }
        try {
            return got(answer, patienceMs * 1_000_000);
        } catch (TimeoutException stoodStill) {
            try {
                return got(answer, 2 * STANDSTILL_NANOS);
            } catch (TimeoutException late) {
                throw new StoreAwayException("the store did not answer", late);
            }
        }
    }

    private static <T> T got(CompletableFuture<T> answer, long nanos) throws TimeoutException {
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreAwayException("interrupted while waiting for the store", interrupted);
        }
    }

    /** Fails the calls whose time is over with {@link StoreAwayException}. @param now by System.nanoTime */
    void endLate(long now) {
        for (Call first = calls.peek(); first != null; first = calls.peek()) {
            if (!first.answer.isDone()) {
                if (now - first.untilNanos < 0) {
                    return;
                }
                first.answer.completeExceptionally(new StoreAwayException("the store did not answer in time", null));
                late.accept(first.to);
            }
            calls.remove(first);
        }
    }
}

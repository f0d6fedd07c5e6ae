package io.yardmaster.engine.node;

import io.yardmaster.store.redis.LinkThread;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Turns a loop on the links' thread, which also reads the answers of its calls: its turns must not wait. */
final class OnLinkThread implements Loop.Place {
    private static final long NONE = -1;
    private static final long MILLI_NANOS = 1_000_000;
    private static final long END_SECONDS = 10;

    private final LinkThread thread;
    private final LongSupplier turn;
    /** True while a turn is posted and has not begun. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private volatile boolean started;
    private volatile boolean ended;
    private long timer = NONE;
    private long timerNanos;

    /** @param turn turns once and returns nanoseconds until the next turn */
    OnLinkThread(LinkThread thread, LongSupplier turn) {
        this.thread = thread;
        this.turn = turn;
    }

    @Override
    public void start() {
        started = true;
        wake();
    }

    @Override
    public void wake() {
        if (started && !ended && woken.compareAndSet(false, true)) {
            thread.post(this::turn);
        }
    }

    @Override
    public void end() {
        ended = true;
        if (!started) {
            return;
        }
        CountDownLatch over = new CountDownLatch(1);
        thread.post(over::countDown); // behind the turn that goes on
        try {
            over.await(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        woken.set(false);
        if (ended) {
            return;
        }
        long pause = turn.getAsLong();
        if (pause <= 0) {
            wake();
        } else {
            wakeIn(pause);
        }
    }

    /** One timer is enough: an earlier one only causes one turn too many. */
    private void wakeIn(long pause) {
        long due = System.nanoTime() + pause;
        if (timer != NONE && due - timerNanos >= 0) {
            return;
        }
        if (timer != NONE) {
            thread.cancel(timer);
        }
        timerNanos = due;
        timer = thread.after(Math.max(1, Math.ceilDiv(pause, MILLI_NANOS)), () -> {
            timer = NONE;
            wake();
        });
    }
}

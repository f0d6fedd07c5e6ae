package io.yardmaster.engine.node;

import io.yardmaster.store.redis.LinkThread;
import io.yardmaster.store.redis.StoreAwayException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** A duty that is done again and again; it outlives every fault but its end. */
public final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final long PAUSE_AFTER_FAULT_NANOS = 500_000_000;

    private final String name;
    private final Duty duty;
    private final Place place;
    private final LongSupplier nanos;
    private volatile long lastTurnNanos;
    private volatile long lastDoneNanos;

    /** What is to be done. */
    @FunctionalInterface
    public interface Duty {
        /** Does it once. Returns nanoseconds until the next time, unless woken earlier; 0 = at once. */
        long turn();
    }

    /** Where a loop turns. */
    interface Place {
        /** Turns from now on. */
        void start();

        /** Turns soon, once for all who ask meanwhile. */
        void wake();

        /** Waits for the turn that goes on, at most 10 s, which is the last; not called by a turn. */
        void end();
    }

    /** On a platform thread of its own. */
    public Loop(String name, Duty duty) {
        this(name, duty, System::nanoTime);
    }

    /** @param nanos a clock that never jumps, as {@link System#nanoTime} */
    Loop(String name, Duty duty, LongSupplier nanos) {
        this(name, duty, nanos, turn -> new OwnThread(name, turn));
    }

    /** On the links' thread: an answer, the turn that it wakes and the calls of that turn are all on one thread. */
    public Loop(String name, Duty duty, LinkThread thread) {
        this(name, duty, System::nanoTime, turn -> new OnLinkThread(thread, turn));
    }

    private Loop(String name, Duty duty, LongSupplier nanos, Function<LongSupplier, Place> place) {
        this.name = name;
        this.duty = duty;
        this.nanos = nanos;
        this.lastTurnNanos = nanos.getAsLong();
        this.lastDoneNanos = lastTurnNanos;
        this.place = place.apply(this::turn);
    }

    public void start() {
        place.start();
    }

    /** Ends the pause that goes on, or lets the next one be none. */
    public void wake() {
        place.wake();
    }

    /** Ends the loop after the turn that goes on, and waits for that. Safe to call twice, and when never started. */
    public void end() {
        place.end();
    }

    /** Nanoseconds since it last turned. */
    public long idleNanos() {
        return nanos.getAsLong() - lastTurnNanos;
    }

    /** Nanoseconds since a turn last did what it had to, without a fault and with a store. */
    public long sinceProgressNanos() {
        return nanos.getAsLong() - lastDoneNanos;
    }

    /** Such as schedules. */
    public String name() {
        return name;
    }

    /** Turns once. Returns nanoseconds until the next turn. */
    long turn() {
        long pause = safely();
        lastTurnNanos = nanos.getAsLong();
        return pause;
    }

    private long safely() {
        try {
            long pause = duty.turn();
            lastDoneNanos = nanos.getAsLong();
            return pause;
        } catch (StoreAwayException away) {
            LOG.debugf("%s waits for the store: %s", name, away.getMessage());
        } catch (RuntimeException | Error fault) { // without this thread leases lapse and slots are never given out
            LOG.errorf(fault, "%s failed and goes on", name);
        }
        return PAUSE_AFTER_FAULT_NANOS;
    }

    /** A platform thread that may wait for the store. */
    private static final class OwnThread implements Place {
        private final Thread thread;
        private final LongSupplier turn;
        private volatile boolean ended;
        private volatile boolean woken;

        OwnThread(String name, LongSupplier turn) {
            this.turn = turn;
            this.thread =
                    Thread.ofPlatform().name("yardmaster-" + name).daemon().unstarted(this::run);
        }

        @Override
        public void start() {
            thread.start();
        }

        @Override
        public void wake() {
            if (!woken) {
                woken = true;
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void end() {
            ended = true;
            if (thread.getState() == Thread.State.NEW) {
                return;
            }
            LockSupport.unpark(thread);
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
            while (!ended) {
                woken = false;
                long pause = turn.getAsLong();
                if (pause > 0 && !woken && !ended) {
                    LockSupport.parkNanos(this, pause);
                }
            }
        }
    }
}

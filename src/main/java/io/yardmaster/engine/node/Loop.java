package io.yardmaster.engine.node;

import io.yardmaster.store.redis.StoreAwayException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** A duty on a platform thread of its own, done again and again; it outlives every fault but its end. */
public final class Loop implements Runnable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final long PAUSE_AFTER_FAULT_NANOS = 500_000_000;

    private final String name;
    private final Duty duty;
    private final Thread thread;
    private volatile boolean ended;
    private volatile boolean woken;
    private volatile long lastTurnNanos = System.nanoTime();

    /** What is to be done. */
    @FunctionalInterface
    public interface Duty {
        /** Does it once. Returns nanoseconds until the next time, unless woken earlier; 0 = at once. */
        long turn();
    }

    public Loop(String name, Duty duty) {
        this.name = name;
        this.duty = duty;
        this.thread = Thread.ofPlatform().name("yardmaster-" + name).daemon().unstarted(this);
    }

    public void start() {
        thread.start();
    }

    /** Ends the pause that goes on, or lets the next one be none. */
    public void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** Ends the loop after the turn that goes on, and waits for that. */
    public void end() {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nanoseconds since it last turned. */
    public long idleNanos() {
        return System.nanoTime() - lastTurnNanos;
    }

    @Override
    public void run() {
        while (!ended) {
            woken = false;
            long pause = turn();
            lastTurnNanos = System.nanoTime();
            if (pause > 0 && !woken && !ended) {
                LockSupport.parkNanos(this, pause);
            }
        }
    }

    private long turn() {
        try {
            return duty.turn();
        } catch (StoreAwayException away) {
            LOG.debugf("%s waits for the store: %s", name, away.getMessage());
        } catch (RuntimeException | Error fault) { // without this thread leases lapse and slots are never given out
            LOG.errorf(fault, "%s failed and goes on", name);
        }
        return PAUSE_AFTER_FAULT_NANOS;
    }
}

package io.yardmaster.bench;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** How long each job of a measurement took to start. */
@Singleton
class Stamps {
    private static final long LOOK_NANOS = 5_000_000;
    private volatile double[] millis = {};
    private final AtomicInteger arrived = new AtomicInteger();

    void expect(int jobs) {
        arrived.set(0);
        millis = new double[jobs];
    }

    void started(int number, long nanos) {
        double[] all = millis;
        if (number >= 0 && number < all.length) {
            all[number] = (System.nanoTime() - nanos) / 1e6;
            arrived.incrementAndGet();
        }
    }

    /** Waits until all have arrived; leaves the first so many out. */
    double[] await(long patienceNanos, int leaveOut) {
        long end = System.nanoTime() + patienceNanos;
        while (arrived.get() < millis.length) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(millis.length - arrived.get() + " jobs did not start");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Arrays.copyOfRange(millis, leaveOut, millis.length);
    }
}

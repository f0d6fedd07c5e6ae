package io.yardmaster.bench;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Notes when it started; only there while the bench runs. */
@Singleton
@LookupIfProperty(name = StampHandler.PROPERTY, stringValue = "true")
@JobHandler(value = StampHandler.TYPE, description = "Notes when it started; for the bench")
public class StampHandler implements Handler<StampHandler.Payload> {
    /** Set while the bench runs. */
    public static final String PROPERTY = "yardmaster.bench";

    static final String TYPE = "demo.stamp";
    private final Stamps stamps;

    StampHandler(Stamps stamps) {
        this.stamps = stamps;
    }

    /** @param nanos when it was enqueued, of System.nanoTime in the same process */
    public record Payload(int number, long nanos) {}

    @Override
    public Outcome run(Payload payload, JobContext context) {
        stamps.started(payload.number(), payload.nanos());
        return Outcome.succeeded();
    }

    /** How long each job of a measurement took to start. */
    @Singleton
    static class Stamps {
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
}

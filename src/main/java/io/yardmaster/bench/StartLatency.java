package io.yardmaster.bench;

import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.job.NewJob;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** From the call of enqueue to the first line of the handler, at a steady rate. */
@Singleton
class StartLatency {
    private static final int CALLERS = 4;
    private static final int FAST = 1_000;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Enqueuer enqueuer;
    private final StampHandler.Stamps stamps;

    StartLatency(Enqueuer enqueuer, StampHandler.Stamps stamps) {
        this.enqueuer = enqueuer;
        this.stamps = stamps;
    }

    /** Milliseconds. */
    record Figures(double p50, double p99) {}

    /** @param rate jobs a second @param seconds how long; the first of them is not counted */
    Figures measure(int rate, int seconds) {
        int jobs = rate * seconds;
        stamps.expect(jobs);
        int callers = rate > FAST ? CALLERS : 1;
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
            for (int c = 0; c < callers; c++) {
                pool.execute(() -> call(next, jobs, rate, begun));
            }
            pool.shutdown();
            if (!pool.awaitTermination(2L * seconds + 10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the callers did not keep up");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        double[] sorted = stamps.await(PATIENCE_NANOS, rate);
        Arrays.sort(sorted);
        return new Figures(at(sorted, 0.5), at(sorted, 0.99));
    }

    private void call(AtomicInteger next, int jobs, int rate, long begun) {
        for (int i = next.getAndIncrement(); i < jobs; i = next.getAndIncrement()) {
            long due = begun + i * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            String payload = "{\"number\":" + i + ",\"nanos\":" + System.nanoTime() + "}";
            enqueuer.enqueue(
                    NewJob.of(StampHandler.TYPE).queue(EngineBench.QUEUE).payload(payload));
        }
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
    }
}

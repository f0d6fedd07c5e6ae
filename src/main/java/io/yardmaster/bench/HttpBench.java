package io.yardmaster.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives a started server over its public API, as a program would that uses it: jobs in bulk, the drain of the queue,
 * and single jobs from 1, 16 and 64 callers at once. Starts no server of its own.
 */
final class HttpBench {
    private static final String API = "/api/v1";
    private static final String QUEUE = "bench-http";
    private static final String PATH = API + "/queues/" + QUEUE;
    private static final int BULK = 5_000;
    private static final int[] CALLERS = {1, 16, 64};
    private static final long LOOK_NANOS = 20_000_000;

    private final BenchOptions options;
    private final HttpTarget server;
    private final long warmNanos;
    private final long measuredNanos;

    /** @param seconds how long single calls of one number of callers are measured, after half of that to warm up */
    HttpBench(BenchOptions options, HttpTarget server, double seconds) {
        this.options = options;
        this.server = server;
        this.warmNanos = (long) (seconds * 0.5e9);
        this.measuredNanos = (long) (seconds * 1e9);
    }

    /** @throws IllegalStateException with a sentence, when the server lacks what is needed */
    String measure() {
        if (!server.text("GET", API + "/job-types", null).contains("\"demo.noop\"")) {
            throw new IllegalStateException(
                    "the server offers no demo.noop: start it with YARDMASTER_DEMO_HANDLERS=true");
        }
        server.text("POST", API + "/jobs", job());
        server.text("POST", PATH + "/pause", null);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("jobs", options.jobs());
        figures.put("slots", server.number(PATH, "slots", "total"));
        figures.put("bulkEnqueuePerSecond", fill());
        figures.put("drainPerSecond", drain());
        List<Object> singles = new ArrayList<>();
        for (int callers : CALLERS) {
            singles.add(single(callers));
        }
        figures.put("single", singles);
        return options.json() ? BenchReport.json(figures) : BenchReport.table(figures);
    }

    private double fill() {
        long begun = System.nanoTime();
        for (int left = options.jobs(); left > 0; left -= BULK) {
            String jobs = String.join(",", Collections.nCopies(Math.min(left, BULK), job()));
            server.text("POST", API + "/jobs/bulk", "{\"jobs\":[" + jobs + "]}");
        }
        return options.jobs() * 1e9 / (System.nanoTime() - begun);
    }

    private double drain() {
        long begun = System.nanoTime();
        server.text("POST", PATH + "/resume", null);
        while (server.number(PATH, "counts", "waiting") + server.number(PATH, "counts", "active") > 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return options.jobs() * 1e9 / (System.nanoTime() - begun);
    }

    private Map<String, Object> single(int callers) {
        long begun = System.nanoTime();
        List<Long> times = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
            for (Future<List<Long>> caller : pool.invokeAll(Collections.nCopies(callers, caller(begun)))) {
                times.addAll(caller.get());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause().getMessage(), failed);
        }
        times.sort(null);
        Map<String, Object> figures = BenchReport.pairs("callers", callers);
        figures.put("perSecond", times.size() * 1e9 / measuredNanos);
        figures.put("p50Ms", at(times, 0.5));
        figures.put("p99Ms", at(times, 0.99));
        return figures;
    }

    /** Enqueues until the time is over; answers with what each call took, in nanoseconds, after the warm-up. */
    private Callable<List<Long>> caller(long begun) {
        return () -> {
            List<Long> times = new ArrayList<>();
            long now = System.nanoTime();
            while (now - begun < warmNanos + measuredNanos) {
                server.text("POST", API + "/jobs", job());
                long ended = System.nanoTime();
                if (ended - begun >= warmNanos) {
                    times.add(ended - now);
                }
                now = ended;
            }
            return times;
        };
    }

    private String job() {
        return "{\"type\":\"demo.noop\",\"queue\":\"" + QUEUE + "\",\"payload\":" + options.payload() + "}";
    }

    /** Milliseconds, by nearest rank; null when no call ended in time. */
    private static Double at(List<Long> sorted, double quantile) {
        int rank = (int) Math.ceil(quantile * sorted.size()) - 1;
        return sorted.isEmpty() ? null : sorted.get(Math.max(0, rank)) / 1e6;
    }
}

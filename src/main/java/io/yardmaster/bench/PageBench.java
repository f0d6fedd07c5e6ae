package io.yardmaster.bench;

import io.quarkus.vertx.http.HttpServer;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.store.QueueStore;
import io.yardmaster.web.access.AccessSettings;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Times every page of the console with few and with many dead and waiting jobs. */
@Singleton
class PageBench {
    private static final String DEAD = EngineBench.QUEUE;
    private static final String WAITING = "bench-waiting";
    private static final int FEW = 5_000;
    private static final int MANY = 100_000;
    private static final int BULK = 5_000;
    private static final int WARM_UP = 300;
    private static final int SAMPLES = 101;
    /** Few: what is called often while a start is learned stays with the first compiler for good. */
    private static final int TRAINED = 3;

    private static final double TRAINED_SECONDS = 0.2;
    private static final List<String> OTHER_PAGES = List.of(
            "/alerts",
            "/schedules",
            "/workers",
            "/workflows",
            "/settings",
            "/api/v1/queues",
            "/api/v1/jobs?state=dead&limit=50",
            "/q/health/ready");
    private static final long LOOK_NANOS = 50_000_000;

    private static final Map<String, Duration> RANGES = Map.of(
            "15m", Duration.ofMinutes(15),
            "1h", Duration.ofHours(1),
            "24h", Duration.ofDays(1),
            "7d", Duration.ofDays(7),
            "90d", Duration.ofDays(90));

    private final Enqueuer enqueuer;
    private final Queues queues;
    private final QueueStore store;
    private final AccessSettings access;
    private final Instance<HttpServer> http;
    private final InstantSource clock;

    PageBench(
            Enqueuer enqueuer,
            Queues queues,
            QueueStore store,
            AccessSettings access,
            Instance<HttpServer> http,
            InstantSource clock) {
        this.enqueuer = enqueuer;
        this.queues = queues;
        this.store = store;
        this.access = access;
        this.http = http;
        this.clock = clock;
    }

    String measure(boolean json) {
        HttpTarget server = server();
        store.register(WAITING);
        queues.pause(WAITING);
        String dead = fill(0, FEW);
        Map<String, String> paths = paths(dead);
        paths.values()
                .forEach(path -> Collections.nCopies(WARM_UP, path).forEach(page -> server.text("GET", page, null)));
        Map<String, Double> few = times(server, paths);
        fill(FEW, MANY);
        return report(json, few, times(server, paths));
    }

    /** A little of what the API and the pages are used for. */
    String train(BenchOptions options) {
        HttpTarget server = server();
        store.register(WAITING);
        queues.pause(WAITING);
        String dead = fill(0, BULK);
        Stream.of(paths(dead).values(), OTHER_PAGES, charts())
                .flatMap(Collection::stream)
                .forEach(path -> Collections.nCopies(TRAINED, path).forEach(page -> server.text("GET", page, null)));
        return new HttpBench(options, server, TRAINED_SECONDS).measure();
    }

    /** Charts of every range, on pages and of the API. */
    private List<String> charts() {
        Instant now = clock.instant();
        List<String> charts = new ArrayList<>();
        RANGES.forEach((range, length) -> {
            charts.add("/queues/" + DEAD + "?range=" + range);
            charts.add("/api/v1/metrics/history?queue=" + DEAD + "&from=" + now.minus(length) + "&to=" + now
                    + "&stepMs=" + length.dividedBy(60).toMillis() / 10_000 * 10_000);
        });
        return charts;
    }

    private HttpTarget server() {
        URI address = URI.create("http://127.0.0.1:" + http.get().getPort());
        return new HttpTarget(address, HttpTarget.basic(access.adminPassword()));
    }

    private static Map<String, String> paths(String dead) {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("overview", "/");
        paths.put("queue", "/queues/" + WAITING);
        paths.put("jobsWaiting", "/jobs?state=waiting");
        paths.put("jobsDead", "/jobs?state=dead&queue=" + DEAD);
        paths.put("job", "/jobs/" + dead + "?queue=" + DEAD);
        paths.put("dead", "/dead");
        paths.put("enqueue", "/enqueue");
        paths.put("system", "/system");
        return paths;
    }

    private static Map<String, Double> times(HttpTarget server, Map<String, String> paths) {
        Map<String, Double> times = new LinkedHashMap<>();
        paths.forEach((name, path) -> times.put(name, medianMs(server, path)));
        return times;
    }

    /** As their reader sees them: the median of {@value #SAMPLES} requests, one at a time over one connection. */
    private static double medianMs(HttpTarget server, String path) {
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long begun = System.nanoTime();
            server.text("GET", path, null);
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[SAMPLES / 2] / 1e6;
    }

    /** Fills both queues up; returns the id of a dead job. */
    private String fill(int from, int to) {
        String last = null;
        for (int left = to - from; left > 0; left -= BULK) {
            List<NewJob> bulk = new ArrayList<>(2 * BULK);
            for (int i = 0; i < BULK; i++) {
                bulk.add(NewJob.of("demo.noop").queue(WAITING).payload("{\"order\":" + i + "}"));
                bulk.add(doomed(i));
            }
            last = enqueuer.enqueueAll(bulk).getLast().job().id();
        }
        while (store.survey(List.of(DEAD)).getFirst().counts().get(JobState.DEAD) < to) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return last;
    }

    private static NewJob doomed(int number) {
        return NewJob.of("demo.fail")
                .queue(DEAD)
                .payload("{\"failures\":9,\"message\":\"gateway timeout " + number % 7 + "\"}")
                .rules(Rules.NONE.with(Option.MAX_ATTEMPTS, 1L));
    }

    private static String report(boolean json, Map<String, Double> few, Map<String, Double> many) {
        StringBuilder report = new StringBuilder(json ? "{" : "");
        few.forEach((name, ms) -> {
            String separator = report.length() > 1 ? "," : "";
            String line = json
                    ? "%s\"%s\":{\"at%dMs\":%.2f,\"at%dMs\":%.2f}"
                    : "%s%-14s %7d jobs: %6.2f ms   %7d jobs: %6.2f ms%n";
            report.append(String.format(Locale.ROOT, line, json ? separator : "", name, FEW, ms, MANY, many.get(name)));
        });
        return report.append(json ? "}" : "").toString();
    }
}

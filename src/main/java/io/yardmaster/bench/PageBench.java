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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Times every page of the console with few and with many dead and waiting jobs. */
@Singleton
class PageBench {
    private static final String DEAD = EngineBench.QUEUE;
    private static final String WAITING = "bench-waiting";
    private static final int FEW = 5_000;
    private static final int MANY = 100_000;
    private static final int BULK = 5_000;
    private static final long LOOK_NANOS = 50_000_000;

    private final Enqueuer enqueuer;
    private final Queues queues;
    private final QueueStore store;
    private final AccessSettings access;
    private final Instance<HttpServer> http;

    PageBench(Enqueuer enqueuer, Queues queues, QueueStore store, AccessSettings access, Instance<HttpServer> http) {
        this.enqueuer = enqueuer;
        this.queues = queues;
        this.store = store;
        this.access = access;
        this.http = http;
    }

    String measure(boolean json) {
        PageTimer timer = new PageTimer(http.get().getPort(), access.adminPassword());
        store.register(WAITING);
        queues.pause(WAITING);
        String dead = fill(0, FEW);
        Map<String, String> paths = paths(dead);
        paths.values().forEach(timer::warmUp);
        Map<String, Double> few = times(timer, paths);
        fill(FEW, MANY);
        return report(json, few, times(timer, paths));
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

    private static Map<String, Double> times(PageTimer timer, Map<String, String> paths) {
        Map<String, Double> times = new LinkedHashMap<>();
        paths.forEach((name, path) -> times.put(name, timer.medianMs(path)));
        return times;
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
            report.append(line.formatted(json ? separator : "", name, FEW, ms, MANY, many.get(name)));
        });
        return report.append(json ? "}" : "").toString();
    }
}

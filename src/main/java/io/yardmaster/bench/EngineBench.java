package io.yardmaster.bench;

import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.Store;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** The server's real path: enqueue, claim, run, complete, with lease, epoch, retention and metrics on. */
@Singleton
class EngineBench {
    /** The queue with the default slots. */
    static final String QUEUE = "bench";

    /** The setting of the slots: the default first, what other job systems run with, and many. */
    static final String SLOTS = QUEUE + ":10," + QUEUE + "-50:50," + QUEUE + "-1000:1000,*:10";

    private static final int BULK = 10_000;
    private static final int WARM_UP = 100_000;
    private static final int SINGLES = 20_000;
    private static final long LOOK_NANOS = 5_000_000;

    private final Enqueuer enqueuer;
    private final Queues queues;
    private final QueueStore store;
    private final Store redis;
    private final RedisLinks links;

    EngineBench(Enqueuer enqueuer, Queues queues, QueueStore store, Store redis, RedisLinks links) {
        this.enqueuer = enqueuer;
        this.queues = queues;
        this.store = store;
        this.redis = redis;
        this.links = links;
    }

    /** What was measured. */
    record Figures(
            double singleEnqueuePerSecond, Stage enqueue, SortedMap<Integer, Stage> drains, double bytesPerWaitingJob) {
        /** With the default slots. */
        Stage drain() {
            return drains.firstEntry().getValue();
        }
    }

    /** One stage. @param callsPerJob commands and script calls to Redis */
    record Stage(double perSecond, double redisMicrosPerJob, double jvmMicrosPerJob, double callsPerJob) {
        static Stage of(Cost cost, double jobs) {
            return new Stage(
                    jobs / cost.seconds(), cost.redisMicros() / jobs, cost.jvmMicros() / jobs, cost.calls() / jobs);
        }
    }

    /** Lets the JVM compile what is measured later. */
    void warmUp(BenchOptions options) {
        int jobs = Math.min(WARM_UP, options.jobs());
        for (int round = 0; round < 2; round++) {
            queues.pause(QUEUE);
            fill(QUEUE, jobs, options.payload());
            drain(QUEUE, jobs);
        }
    }

    Figures measure(BenchOptions options) {
        queues.pause(QUEUE);
        int singles = Math.min(SINGLES, options.jobs());
        double single = single(singles, options.payload());
        long before = usedMemory();
        Cost begun = Cost.read(redis, links);
        fill(QUEUE, options.jobs(), options.payload());
        Stage enqueue = Stage.of(Cost.read(redis, links).since(begun), options.jobs());
        double bytes = (usedMemory() - before) / (double) options.jobs();
        SortedMap<Integer, Stage> drains = new TreeMap<>();
        drains.put(10, drain(QUEUE, options.jobs() + singles));
        for (int slots : List.of(50, 1_000)) {
            String queue = QUEUE + "-" + slots;
            queues.pause(queue);
            fill(queue, options.jobs(), options.payload());
            drains.put(slots, drain(queue, options.jobs()));
        }
        return new Figures(single, enqueue, drains, bytes);
    }

    private Stage drain(String queue, int jobs) {
        Cost begun = Cost.read(redis, links);
        queues.resume(queue);
        while (isBusy(queue)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Stage.of(Cost.read(redis, links).since(begun), jobs);
    }

    private double single(int jobs, String payload) {
        long begun = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            enqueuer.enqueue(NewJob.of("demo.noop").queue(QUEUE).payload(payload));
        }
        return jobs * 1e9 / (System.nanoTime() - begun);
    }

    private void fill(String queue, int jobs, String payload) {
        for (int left = jobs; left > 0; left -= BULK) {
            List<NewJob> bulk = new ArrayList<>(BULK);
            for (int i = 0; i < Math.min(left, BULK); i++) {
                bulk.add(NewJob.of("demo.noop").queue(queue).payload(payload));
            }
            enqueuer.enqueueAll(bulk);
        }
    }

    private boolean isBusy(String queue) {
        QueueStore.Survey now = store.survey(List.of(queue)).getFirst();
        return now.counts().get(JobState.WAITING) + now.counts().get(JobState.ACTIVE) > 0;
    }

    private long usedMemory() {
        return Long.parseLong(redis.info().get("used_memory"));
    }

    /** The queue as the console would show it. */
    QueueInfo queue() {
        return queues.one(QUEUE);
    }
}

package io.yardmaster.bench;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.engine.workflow.Workflows;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What a step of a workflow costs beside a plain job, and how long a chord of 10,000 members takes from the first start to
 * the start of its callback. Round trips are those of the whole process, less what it makes when it is idle.
 */
@Singleton
class WorkflowBench {
    private static final int STEPS = 500;
    private static final int MEMBERS = 10_000;
    private static final int ROUNDS = 3;
    private static final int CHAINS = 500;
    private static final int STEPS_OF_MANY = 5;
    private static final long IDLE_NANOS = 3_000_000_000L;
    private static final long PATIENCE_SECONDS = 60;

    private final Enqueuer enqueuer;
    private final Workflows workflows;
    private final Queues queues;
    private final RedisLinks links;
    private final Ticks ticks;

    WorkflowBench(Enqueuer enqueuer, Workflows workflows, Queues queues, RedisLinks links, Ticks ticks) {
        this.queues = queues;
        this.enqueuer = enqueuer;
        this.workflows = workflows;
        this.links = links;
        this.ticks = ticks;
    }

    /** What started since the last {@link #begin}. */
    @Singleton
    static class Ticks {
        private final Semaphore started = new Semaphore(0);
        private final AtomicLong firstNanos = new AtomicLong();

        void begin() {
            firstNanos.set(0);
            started.drainPermits();
        }

        void tick() {
            firstNanos.compareAndSet(0, System.nanoTime());
            started.release();
        }

        void await(int jobs) {
            try {
                if (!started.tryAcquire(jobs, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(jobs - started.availablePermits() + " jobs did not start");
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }

        double millis() {
            return (System.nanoTime() - firstNanos.get()) / 1e6;
        }
    }

    /** Notes that it started; only there while the bench runs. */
    @Singleton
    @LookupIfProperty(name = StampHandler.PROPERTY, stringValue = "true")
    @JobHandler(value = TickHandler.TYPE, description = "Notes that it started; for the bench")
    static class TickHandler implements Handler<String> {
        static final String TYPE = "demo.tick";
        private final Ticks ticks;

        TickHandler(Ticks ticks) {
            this.ticks = ticks;
        }

        @Override
        public Outcome run(String payload, JobContext context) {
            ticks.tick();
            return Outcome.succeeded();
        }
    }

    /** Measures everything, after a warm-up. Returns a JSON object, or a table. */
    String measure(boolean json) {
        plainJobs();
        chain();
        for (int round = 0; round < ROUNDS; round++) {
            chord();
        }
        double idle = idleRoundsPerSecond();
        double plain = perJob(this::plainJobs, idle);
        double step = perJob(this::chain, idle);
        double best = chord();
        for (int round = 1; round < ROUNDS; round++) {
            best = Math.min(best, chord());
        }
        Map<String, Object> all = BenchReport.pairs("steps", STEPS, "members", MEMBERS);
        all.put("idleRoundTripsPerSecond", idle);
        all.put("roundTripsPerPlainJob", plain);
        all.put("roundTripsPerStep", step);
        all.put("roundTripsAddedPerStep", step - plain);
        all.put("chordMillis", best);
        all.put("stepsPerSecondOfManyChains", manyChains());
        return json ? BenchReport.json(all) : BenchReport.table(all);
    }

    private double idleRoundsPerSecond() {
        LockSupport.parkNanos(IDLE_NANOS / 3);
        long before = links.rounds();
        long begun = System.nanoTime();
        LockSupport.parkNanos(IDLE_NANOS);
        return (links.rounds() - before) * 1e9 / (System.nanoTime() - begun);
    }

    private double perJob(Runnable act, double idle) {
        long before = links.rounds();
        long begun = System.nanoTime();
        act.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return Math.max(0, links.rounds() - before - idle * seconds) / STEPS;
    }

    /** Each enqueued when the one before it has started. */
    private void plainJobs() {
        ticks.begin();
        for (int i = 0; i < STEPS; i++) {
            enqueuer.enqueue(tick());
            ticks.await(1);
        }
    }

    private void chain() {
        ticks.begin();
        workflows.create(NewWorkflow.of(Tree.chain(Collections.nCopies(STEPS, Tree.job(tick())))));
        ticks.await(STEPS);
    }

    /** Steps a second of many short chains that all run at the same time. */
    private double manyChains() {
        queues.pause(EngineBench.QUEUE);
        for (int i = 0; i < CHAINS; i++) {
            workflows.create(NewWorkflow.of(Tree.chain(Collections.nCopies(STEPS_OF_MANY, Tree.job(tick())))));
        }
        ticks.begin();
        queues.resume(EngineBench.QUEUE);
        ticks.await(CHAINS * STEPS_OF_MANY);
        return CHAINS * STEPS_OF_MANY * 1e3 / ticks.millis();
    }

    /** Milliseconds from the first start of a member to the start of the callback. */
    private double chord() {
        ticks.begin();
        Tree group = Tree.chord(Collections.nCopies(MEMBERS, Tree.job(tick())), Tree.job(tick()));
        workflows.create(NewWorkflow.of(group).on(Callback.SUCCESS, tick()));
        ticks.await(MEMBERS + 2);
        return ticks.millis();
    }

    private static NewJob tick() {
        return NewJob.of(TickHandler.TYPE).queue(EngineBench.QUEUE);
    }
}

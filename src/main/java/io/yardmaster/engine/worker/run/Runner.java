package io.yardmaster.engine.worker.run;

import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.trace.RunSpan;
import io.yardmaster.engine.trace.Traces;
import io.yardmaster.engine.workflow.Previous;
import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.record.Claimed;
import io.yardmaster.store.record.Stored;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Starts runs on the kind of thread that their handler asks for, and interrupts those that run too long. */
public final class Runner {
    private static final Logger LOG = Logger.getLogger(Runner.class);
    private static final long HAND_BACK_MS = 1_000;
    /** A virtual thread lets others run after so many jobs. */
    private static final int YIELD_EVERY = 8;

    private final HandlerRegistry handlers;
    private final JobEvents events;
    private final Reports reports;
    private final Claims claims;
    private final Previous previous;
    private final Traces traces;
    private final ExecutorService platform = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("yardmaster-job-", 0).daemon().factory());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("yardmaster-timer").daemon().factory());
    private Run.Surroundings around;

    /** What runs read and write beside their queues. */
    @Singleton
    public record Sides(JobEvents events, Claims claims, Previous previous, Traces traces) {}

    public Runner(HandlerRegistry handlers, Reports reports, Sides sides) {
        this.claims = sides.claims();
        this.handlers = handlers;
        this.events = sides.events();
        this.reports = reports;
        this.previous = sides.previous();
        this.traces = sides.traces();
        timer.setRemoveOnCancelPolicy(true); // a timeout of 7 days must not outlive its job
    }

    /** @param ended as of {@link Run.Surroundings} */
    public void onEnd(Function<Run, Runnable> ended) {
        around = new Run.Surroundings(ended, reports, handlers::rules, previous);
    }

    public Run prepare(Claimed claimed, OpenClaim open) {
        Stored stored = claimed.stored();
        KnownHandler handler =
                stored.isReadable() ? handlers.find(stored.job().type()).orElse(null) : null;
        return new Run(stored, open, claimed.bytes(), handler, around);
    }

    /** True when this node can run it. */
    public boolean canRun(Run run) {
        return run.canRun();
    }

    /** Begins a run in a slot that was taken for it. One that cannot run here ends at once. */
    public void start(Run run) {
        if (!run.canRun()) {
            run.refuse(refusal(run.stored));
            return;
        }
        if (run.job.isExpired(run.open.claim.startedAt())) {
            run.refuse(new Outcome.Expired(run.job.rules().expiresAt()));
            return;
        }
        try {
            launch(run);
        } catch (OutOfMemoryError noThread) { // of the machine's threads, not of the heap: its neighbours still start
            LOG.errorf("no thread for job %s: it is handed back (%s)", run.job.id(), noThread.getMessage());
            run.refuse(new Outcome.Released(HAND_BACK_MS));
        }
    }

    private void launch(Run run) {
        if (run.isComputing()) {
            platform.execute(() -> occupy(run));
        } else {
            Thread.ofVirtual().start(() -> occupy(run));
        }
    }

    /** One slot: the run, then the next in the line, until none waits. */
    private void occupy(Run first) {
        int runs = 0;
        for (Run run = first; run != null; run = run.next()) {
            begin(run);
            if (++runs % YIELD_EVERY == 0) {
                Thread.yield();
            }
        }
    }

    /** How a job ends whose key has a result already, or of which that cannot be asked; empty when it is to run. */
    private Optional<Outcome> known(Job job) {
        try {
            return job.rules().idempotencyKey() == null ? Optional.empty() : claims.known(job);
        } catch (StoreAwayException away) {
            return Optional.of(new Outcome.Released(HAND_BACK_MS));
        }
    }

    private void begin(Run run) {
        Optional<Outcome> known = known(run.job);
        if (known.isPresent()) {
            run.refuse(known.get());
            return;
        }
        try {
            run.starts();
            events.tell(new JobEvent.Started(run.job, run.open.claim, run.waitMs()));
            Long timeoutMs = run.rules().timeoutMs();
            if (timeoutMs != null) {
                run.timesOut(timer.schedule(() -> run.stop(StopReason.TIMED_OUT), timeoutMs, TimeUnit.MILLISECONDS));
            }
        } catch (RuntimeException | Error fault) { // a listener's fault must not keep the slot
            LOG.errorf(fault, "job %s could not begin", run.job.id());
            run.refuse(Outcome.failed(fault));
            return;
        }
        Outcome refusal = run.before == null ? null : run.before.refusal();
        if (refusal != null) {
            run.refuse(refusal);
            return;
        }
        try (RunSpan span = traces.begin(run.job, run.open.claim)) {
            run.traceparent = span.traceparent();
            run.run();
            span.ended(run.outcome());
        }
    }

    /** Takes note of an end. */
    public void ended(Run run) {
        ScheduledFuture<?> timeout = run.timeout();
        if (timeout != null) {
            timeout.cancel(false);
        }
        if (run.hasTold()) {
            reports.flush();
        }
    }

    public void end() {
        timer.shutdownNow();
        platform.shutdown();
    }

    private Outcome refusal(Stored stored) {
        if (stored.newer()) {
            return new Outcome.Released(HAND_BACK_MS);
        }
        if (!stored.isReadable()) {
            return new Outcome.Fatal(JobError.of("UnreadableRecord", stored.unreadable()), Reason.BAD_PAYLOAD);
        }
        return new Outcome.Refused(true);
    }
}

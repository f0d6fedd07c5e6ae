package io.yardmaster.engine.worker.run;

import io.yardmaster.engine.claims.RunEnd;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.engine.workflow.Previous;
import io.yardmaster.job.Job;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Progress;
import io.yardmaster.store.record.Stored;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One attempt of one job on this node, and in the end its outcome. */
public final class Run implements Runnable {
    private static final int MOST_LINES = 1_000;
    /** Of a run whose fault could not even be described, such as for want of memory. */
    private static final Outcome UNTOLD =
            new Outcome.Failed(JobError.of("Untold", "what went wrong could not be described"), null);

    final Stored stored;
    public final Job job;
    public final OpenClaim open;
    /** Bytes that the job takes in Redis when completed. */
    public final int bytes;

    private final KnownHandler handler;
    private final Function<Run, Runnable> onEnd;
    private final Reports reports;
    final StepBefore before; // null when it is in no workflow
    private final SlotLine line;
    private final Rules rules; // as they were when it was claimed
    private final long claimedNanos = System.nanoTime();
    private ScheduledFuture<?> timeout;
    private Thread thread;
    private boolean ended;
    private boolean slotless;
    private Run next;
    private volatile StopReason stop;
    private long begunNanos;
    private long endedNanos;
    private volatile Outcome outcome;
    private int lines;
    volatile String traceparent; // null when it belongs to no trace
    private volatile boolean told;
    private volatile long stoppedNanos;
    private volatile RunOutcome.Asked asked = RunOutcome.Asked.NOTHING;

    /** What every run needs. @param ended called at its end, on its thread; returns what tells of it @param rules of a job, complete */
    public record Surroundings(
            Function<Run, Runnable> ended, Reports reports, Function<Job, Rules> rules, Previous previous) {}

    /** @param handler null when this node knows none for the type: then it is not run but {@link #refuse}d */
    public Run(Stored stored, OpenClaim open, int bytes, KnownHandler handler, Surroundings around) {
        this.stored = stored;
        this.job = stored.job();
        this.open = open;
        this.bytes = bytes;
        this.handler = handler;
        this.onEnd = around.ended();
        this.reports = around.reports();
        this.before = job.member() == null ? null : new StepBefore(around.previous(), job);
        this.line = open.line;
        this.rules = around.rules().apply(job);
    }

    @Override
    public void run() {
        begin();
        Outcome ending = UNTOLD;
        try {
            ending = handler.run(job.payload(), new RunContext(this, handler));
        } catch (Throwable thrown) { // also Errors: a handler must not take the slot with it
            ending = RunOutcome.thrown(stop, thrown, rules());
        } finally {
            finish(ending);
        }
    }

    /** Ends it without running it; its slot becomes free. */
    public void refuse(Outcome why) {
        starts();
        if (end(why)) {
            onEnd.apply(this).run();
        }
    }

    /** Ends it before it has begun, while it waits in the line and takes no slot. */
    public void giveBack() {
        slotless = true;
        refuse(new Outcome.Refused(false));
    }

    /** True when its slot became free with its end: it took one, and did not hand it to the next in the line. */
    public boolean freesSlot() {
        return !slotless && next == null;
    }

    /** The run that goes on in its slot, known once it has ended; null when none does. */
    Run next() {
        return next;
    }

    long claimedNanos() {
        return claimedNanos;
    }

    /** Its time begins now. */
    void starts() {
        begunNanos = System.nanoTime();
    }

    /** When it began, in epoch milliseconds by the store's clock; its claim may be a little older. */
    public long startedAt() {
        return open.claim.startedAt() + Math.max(0, begunNanos - claimedNanos) / 1_000_000;
    }

    private void finish(Outcome ending) {
        if (end(ending)) {
            Runnable told = onEnd.apply(this); // may take long: the next one stays in the line meanwhile
            next = line == null ? null : line.poll(isComputing());
            told.run();
        }
    }

    /** Tells it to stop: the flag, and an interrupt. The first reason counts. */
    public synchronized void stop(StopReason why) {
        if (stop == null && !ended) {
            stop = why;
            stoppedNanos = System.nanoTime();
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Gives it up while its thread goes on: it ends as it was told to. Returns false when it has ended meanwhile. */
    public synchronized boolean abandon() {
        if (ended) {
            return false;
        }
        ended = true;
        endedNanos = System.nanoTime();
        outcome = RunOutcome.givenUp(stop, rules());
        return true;
    }

    /** True when it goes on although it was told to stop, for longer than its rules allow. */
    public boolean ignoresStop() {
        boolean goesOn = stop != null && stop != StopReason.RELEASED && isRunning();
        return goesOn && System.nanoTime() - stoppedNanos > rules().hardTimeoutMs() * 1_000_000;
    }

    /** True while the thread of a run that was given up goes on. */
    public synchronized boolean isStuck() {
        return ended && thread != null;
    }

    public Outcome outcome() {
        return outcome;
    }

    public Rules rules() {
        return rules;
    }

    /** False when this node has no handler for it, or its record cannot be read. */
    boolean canRun() {
        return handler != null;
    }

    boolean isComputing() {
        return handler.isComputing();
    }

    void timesOut(ScheduledFuture<?> at) {
        timeout = at;
    }

    /** What interrupts it in time; null when nothing does. */
    ScheduledFuture<?> timeout() {
        return timeout;
    }

    /** Milliseconds from due to start; -1 where this is not a first run. */
    public long waitMs() {
        boolean first =
                job.tally().failures() + job.tally().lost() + job.tally().snoozes() == 0;
        return first ? Math.max(0, startedAt() - job.dueAt()) : -1;
    }

    public long runMicros() {
        return (endedNanos - begunNanos) / 1_000;
    }

    boolean hasTold() {
        return told;
    }

    /** What it reports once it has ended. */
    public RunEnd end() {
        return new RunEnd(open.claim, startedAt(), stored, outcome, rules(), waitMs(), runMicros());
    }

    boolean isRunning() {
        return outcome == null;
    }

    public boolean isCancelled() {
        return stop != null;
    }

    void ask(UnaryOperator<RunOutcome.Asked> change) {
        asked = change.apply(asked);
    }

    void progress(int percent, String message) {
        told = true;
        reports.progress(this, new Progress(percent, message));
    }

    void log(String message) {
        if (lines++ < MOST_LINES) {
            told = true;
            reports.line(this, message);
        }
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        if (stop != null) {
            thread.interrupt();
        }
    }

    /** Returns false when it was abandoned before. */
    private synchronized boolean end(Outcome ending) {
        thread = null;
        Thread.interrupted(); // a pooled thread must not carry it to the next job
        if (ended) {
            return false;
        }
        ended = true;
        endedNanos = System.nanoTime();
        outcome = asked.change(ending);
        return true;
    }
}

package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.Runner;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.record.Claimed;
import io.yardmaster.store.redis.LinkThread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * The one loop that claims jobs and writes their ends back. It owns the slots and the tracks; others post to it. It turns on
 * the links' thread and must not wait. What gathers while a call is under way goes with the next.
 */
public final class Dispatcher implements Loop.Duty {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final long PAUSE_NANOS = 200_000_000;
    private static final long LINED_NANOS = 10_000_000;

    private final Tracks tracks;
    /** Tracks with ends to send. */
    final Set<Track> ready = new LinkedHashSet<>();

    final Hungry hungry;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Loop loop;
    private final Pools pools;
    private final Turns turns;
    private final Settles settles;
    private final Calls calls;
    private final Runner runner;
    private final Solitude solitude;
    private volatile long ended;
    private volatile boolean claiming = true;

    public Dispatcher(Pools pools, Calls calls, Runner runner, LinkThread thread) {
        this.loop = new Loop("dispatcher", this, thread);
        this.pools = pools;
        this.tracks = new Tracks(pools);
        this.hungry = new Hungry(calls.strict());
        this.runner = runner;
        this.calls = calls;
        this.solitude = new Solitude(calls.leaseMs());
        this.turns = new Turns(this, calls);
        this.settles = new Settles(this, calls);
        runner.onEnd(this::ended);
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    public Loop loop() {
        return loop;
    }

    /** True while a claim is under way or has jobs that are not written back. */
    public boolean isBusy() {
        return tracks.all().stream().anyMatch(track -> track.turnsUnderWay > 0 || !track.claims.isEmpty());
    }

    /** Releases the job of a run that does not stop; what it says later is refused. */
    public void abandon(Run run) {
        if (run.abandon()) {
            ended(run).run();
        }
    }

    /** Queues that this node serves, as far as it has heard of them. */
    public Collection<Track> tracks() {
        return tracks.all();
    }

    /** The slots that are open now, as {@link Pools#open}. */
    public Map<String, Integer> slots() {
        return pools.open();
    }

    /** Runs that have ended on this node since its start. */
    public long ended() {
        return ended;
    }

    /** False once nothing is claimed any more. */
    public boolean isClaiming() {
        return claiming;
    }

    /** No job is claimed any more, and what waits in the lines goes back. */
    public void stopClaiming() {
        claiming = false;
        loop.wake();
    }

    /** Decides what becomes of the job of an ended run, on the thread that ended it. Returns what tells the dispatcher. */
    private Runnable ended(Run run) {
        EndedRun one = EndedRun.of(run, calls.claims());
        return () -> post(() -> endSafely(one));
    }

    /** Does it on the dispatcher's thread. */
    public void post(Runnable event) {
        inbox.add(event);
        loop.wake();
    }

    /** Gives queues the slots that are set of them now. @param fresh true when that was just set: all may have jobs then */
    public void retune(boolean fresh) {
        post(() -> {
            List<Track> moved = tracks.retune();
            hungry.addAll(fresh ? tracks.all() : moved);
        });
    }

    /** There may be jobs in that queue. */
    public void look(String queue) {
        post(() -> {
            Track track = tracks.of(queue);
            if (track != null) {
                track.hinted = true;
                hungry.add(track);
            }
        });
    }

    /** Takes over a claim of ours whose reply was lost. @param heldSinceNanos when its renewal was sent */
    public void adopt(Track track, Claim claim, List<Claimed> jobs, long heldSinceNanos) {
        post(() -> {
            if (track.mayBeLost(claim)) {
                track.named(claim.epoch());
                track.slots.take(jobs.size());
                begin(track, claim, jobs, jobs.size()).heldSinceNanos = heldSinceNanos;
            }
        });
    }

    /**
     * Runs claimed jobs, and lets those wait in the line that found no free slot. On the dispatcher's thread, like all
     * below.
     *
     * @param slots how many slots are taken for them
     */
    OpenClaim begin(Track track, Claim claim, List<Claimed> jobs, int slots) {
        OpenClaim open = new OpenClaim(claim, track.slots.line);
        jobs.forEach(job -> open.add(runner.prepare(job, open)));
        track.claims.put(claim.epoch(), open);
        track.held += jobs.size();
        for (int i = 0; i < open.runs.size(); i++) {
            begin(track, open.runs.get(i), i < slots);
        }
        return open;
    }

    private void begin(Track track, Run run, boolean hasSlot) {
        if (run.job.isSuspect()) {
            track.slots.take(hasSlot ? 0 : 1);
            solitude.came(run);
        } else if (hasSlot) {
            runner.start(run);
        } else if (runner.canRun(run) && claiming) {
            track.slots.line.add(run);
        } else {
            track.slots.take(1);
            runner.start(run);
        }
    }

    /** True while a job that lost two workers runs on this node, or waits to run alone. */
    boolean runsSuspect() {
        return solitude.isTaken();
    }

    /** A claim came back. @param more true when it brought all that was asked for */
    void claimed(Track track, boolean more) {
        hungry.claimed(track, more);
        ready.add(track);
    }

    @Override
    public long turn() {
        for (Runnable event = inbox.poll(); event != null; event = inbox.poll()) {
            event.run();
        }
        hungry.lookAt(tracks.all());
        boolean lined = pools.tend(claiming, runner::start);
        solitude.tend(claiming, tracks.all(), runner::start);
        if (claiming && solitude.isOver()) {
            hungry.allot(turns::maySend, ready::add);
        }
        send();
        return Math.min(lined ? LINED_NANOS : PAUSE_NANOS, hungry.limitNanos());
    }

    /** One end that cannot be handled must not keep the others from being written. */
    private void endSafely(EndedRun one) {
        try {
            end(one);
        } catch (RuntimeException | Error fault) {
            LOG.errorf(fault, "the end of job %s cannot be handled; its lease will lapse", one.id());
        }
    }

    private void end(EndedRun one) {
        Run run = one.run();
        Track track = tracks.of(run);
        track.held--;
        ended++;
        if (run.freesSlot()) {
            track.slots.release();
        }
        if (run.outcome() instanceof Outcome.Succeeded) {
            track.took(run.runMicros());
        }
        solitude.ended(run);
        runner.ended(run);
        one.settled()
                .ifPresentOrElse(
                        settled -> track.settled.add(new Settles.Unsent(run, settled)), () -> track.completed(run));
        hungry.roomMade(track);
        ready.add(track);
    }

    private void send() {
        for (Track track : new ArrayList<>(ready)) {
            settles.send(track);
            turns.send(track);
            if (track.completions == 0 && track.settled.isEmpty() && track.allotted.jobs() == 0) {
                ready.remove(track);
            }
        }
    }
}

package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.Runner;
import io.yardmaster.job.Attempt;
import io.yardmaster.job.Claim;
import io.yardmaster.job.Decision;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobError;
import io.yardmaster.job.JobEvent;
import io.yardmaster.job.Outcome;
import io.yardmaster.store.call.Settlement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Sends the ends that are no completions: retry, death, cancel, release; one call of a track under way. */
public final class Settles {
    private static final Logger LOG = Logger.getLogger(Settles.class);
    private static final int LARGEST = 50;

    private final Dispatcher dispatcher;
    private final Calls calls;
    private final InstantSource clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Settles(Dispatcher dispatcher, Calls calls, InstantSource clock) {
        this.dispatcher = dispatcher;
        this.calls = calls;
        this.clock = clock;
    }

    void add(Track track, Run run) {
        Decision decision = decision(run);
        track.settled.add(new Track.Settled(run, settlement(run, decision), decision));
    }

    /** A handler may answer what cannot be decided, such as fatal without an error: then its job failed. */
    private Decision decision(Run run) {
        try {
            return Decision.of(run.outcome(), run.job, run.policy(), random);
        } catch (RuntimeException nonsense) {
            return Decision.of(Outcome.failed(nonsense), run.job, run.policy(), random);
        }
    }

    void send(Track track) {
        if (track.settled.isEmpty() || track.settlesUnderWay > 0 || track.isPausing()) {
            return;
        }
        List<Track.Settled> batch = new ArrayList<>();
        List<Claim> drops = new ArrayList<>();
        while (batch.size() < LARGEST && !track.settled.isEmpty()) {
            Track.Settled next = track.settled.poll();
            batch.add(next);
            if (next.run().open.sent(1)) {
                drops.add(next.run().open.claim);
            }
        }
        track.settlesUnderWay++;
        List<Settlement> settlements =
                batch.stream().map(Track.Settled::settlement).toList();
        calls.store()
                .settle(track.queue, settlements, drops)
                .whenComplete((refused, fault) -> dispatcher.post(() -> {
                    track.settlesUnderWay--;
                    if (fault == null) {
                        answered(track, batch, new HashSet<>(refused));
                    } else {
                        failed(track, batch, fault);
                    }
                    dispatcher.ready(track);
                }));
    }

    private void answered(Track track, List<Track.Settled> batch, Set<Integer> refused) {
        for (int i = 0; i < batch.size(); i++) {
            Track.Settled one = batch.get(i);
            track.acknowledged(one.run().open, 1);
            if (refused.contains(i)) {
                LOG.warnf(
                        "end of job %s refused: epoch %d is stale",
                        one.run().job.id(), one.run().epoch());
            } else {
                calls.events().tell(event(one));
                if (one.settlement().to() == Settlement.To.RETRYING) {
                    calls.dueIn().accept(one.settlement().delayMs());
                }
            }
        }
    }

    private void failed(Track track, List<Track.Settled> batch, Throwable fault) {
        LOG.debugf("settle of %s failed: %s", track.queue, fault.getMessage());
        track.failed(false, 0);
        for (Track.Settled one : batch.reversed()) {
            one.run().open.unsent++;
            track.settled.addFirst(one);
        }
    }

    private Settlement settlement(Run run, Decision decision) {
        Claim claim = run.open.claim;
        return switch (decision) {
            case Decision.Retry retry ->
                new Settlement(
                        claim,
                        Settlement.To.RETRYING,
                        retry.delayMs(),
                        retry.job(),
                        attempt(run, retry.end(), retry.error()));
            case Decision.Die die ->
                new Settlement(claim, Settlement.To.DEAD, 0, die.job(), attempt(run, die.end(), die.error()));
            case Decision.Cancel cancel ->
                new Settlement(
                        claim, Settlement.To.CANCELLED, 0, cancel.job(), attempt(run, Attempt.End.CANCELLED, null));
            case Decision.Release release ->
                new Settlement(
                        claim,
                        release.delayMs() > 0 ? Settlement.To.RETRYING : waiting(release.job()),
                        release.delayMs(),
                        release.job(),
                        attempt(run, Attempt.End.RELEASED, null));
            case Decision.Complete complete -> throw new IllegalStateException("a completion goes with a turn");
        };
    }

    /** Where a job waits that may run again at once: a suspect in its own lane, also after a release. */
    public static Settlement.To waiting(Job job) {
        return Runner.isSuspect(job) ? Settlement.To.SUSPECT : Settlement.To.WAITING;
    }

    private Attempt attempt(Run run, Attempt.End end, JobError error) {
        Claim claim = run.open.claim;
        long finishedAt = Math.max(claim.startedAt(), clock.millis());
        return new Attempt(run.attempt(), claim.epoch(), claim.owner(), claim.startedAt(), finishedAt, end, error);
    }

    private static JobEvent event(Track.Settled one) {
        Job job = one.settlement().job();
        Attempt attempt = one.settlement().attempt();
        return switch (one.decision()) {
            case Decision.Retry retry ->
                retry.end().isFailure()
                        ? new JobEvent.Failed(job, attempt, retry.delayMs())
                        : new JobEvent.PutBack(job, retry.delayMs());
            case Decision.Die die -> new JobEvent.Died(job, attempt);
            case Decision.Cancel cancel -> new JobEvent.Cancelled(job);
            case Decision.Release release -> new JobEvent.PutBack(job, release.delayMs());
            case Decision.Complete complete -> throw new IllegalStateException("a completion goes with a turn");
        };
    }
}

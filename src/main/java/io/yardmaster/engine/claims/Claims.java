package io.yardmaster.engine.claims;

import io.yardmaster.engine.handler.RetryDelays;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.workflow.MemberEnds;
import io.yardmaster.job.Job;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.ClaimStore;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.record.Claimed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The one door for all who run jobs, in this process or elsewhere: take jobs, end them, take back what a lost worker
 * held. Every end passes the fence: one under a claim that is not the current one is refused, logged and counted.
 * Listeners hear of what the store has accepted.
 */
@Singleton
public class Claims {
    private static final Logger LOG = Logger.getLogger(Claims.class);

    private final ClaimStore store;
    private final JobReader reader;
    private final JobEvents events;
    private final MemberEnds members;
    private final RetryDelays delays;
    private final InstantSource clock;
    private final LongAdder refused = new LongAdder();

    Claims(
            ClaimStore store,
            JobReader reader,
            JobEvents events,
            MemberEnds members,
            RetryDelays delays,
            InstantSource clock) {
        this.members = members;
        this.delays = delays;
        this.store = store;
        this.reader = reader;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Completes runs and takes jobs in one call.
     *
     * @param turn what is sent; its completions are those of {@code ends}, in the same order
     * @return what came; fails with StoreAwayException when nothing is known of what the call did
     */
    public CompletableFuture<Turned> turn(String queue, Turn turn, List<RunEnd> ends) {
        return store.turn(queue, turn).thenApply(reply -> {
            Set<Integer> stale = reply.refused().isEmpty() ? Set.of() : new HashSet<>(reply.refused());
            for (int i = 0; i < ends.size(); i++) {
                if (stale.contains(i)) {
                    refuse(ends.get(i));
                } else {
                    events.tell(completed(ends.get(i)));
                }
            }
            return reply;
        });
    }

    /** How a job ends without a run, since one of its type and idempotency key completed before; empty when none did. */
    public Optional<Outcome> known(Job job) {
        return store.firstResult(job, clock.millis()).map(first -> new Outcome.Repeated(first.jobId(), first.result()));
    }

    /**
     * What becomes of a run; empty when it completed, and so goes with the next {@link #turn}. A completed member of a
     * workflow, or job with an idempotency key, does not: what it came to is written down for others in the same call. The wait
     * before a retry may be counted by code of the user, so this may take long.
     */
    public Optional<Settled> finish(RunEnd end) {
        Decision decision = decide(end);
        boolean goesWithTurn = end.job().member() == null && end.job().rules().idempotencyKey() == null;
        return decision instanceof Decision.Complete && goesWithTurn
                ? Optional.empty()
                : Optional.of(Settled.of(end, decision, clock.millis()));
    }

    /**
     * Writes ends that are no completions, of runs of this worker.
     *
     * @param drops claims whose last job this is
     * @return those that were accepted; fails with StoreAwayException when nothing is known of what the call did
     */
    public CompletableFuture<List<Settled>> settle(String queue, List<Settled> ends, List<Claim> drops) {
        return store.settle(queue, settlements(ends), drops).thenCompose(refused -> {
            members.heard(queue, refused.news());
            List<Settled> accepted = accept(ends, refused);
            List<Settled> stopped = stopped(ends, refused);
            if (stopped.isEmpty()) {
                return CompletableFuture.completedFuture(accepted);
            }
            return store.settle(queue, settlements(stopped), List.of()).thenApply(again -> {
                accepted.addAll(accept(stopped, again));
                return accepted;
            });
        });
    }

    /** Why a lease has ended. */
    public enum Lapse {
        /** Its worker vanished: the job's count of lost workers rises. */
        WORKER_LOST,
        /** Many ended at once, as after a jump of the store's clock: no worker and no job is to blame. */
        NOBODYS_FAULT
    }

    /**
     * Takes back jobs whose lease has ended, whoever ran them; one whose lease was renewed meanwhile is left.
     *
     * @param held the jobs, each with the claim that it was seen under
     */
    public void takeBack(String queue, List<Claimed> jobs, Map<String, Claim> held, Lapse why) {
        List<Settled> ends = new ArrayList<>(jobs.size());
        for (Claimed job : jobs) {
            Claim claim = held.get(job.id());
            ends.add(why == Lapse.WORKER_LOST ? lost(job, claim) : released(job, claim));
        }
        ClaimStore.Refused refused = store.settleLapsed(queue, settlements(ends), List.of());
        told(queue, ends, refused);
        List<Settled> stopped = stopped(ends, refused);
        if (!stopped.isEmpty()) {
            told(queue, stopped, store.settleLapsed(queue, settlements(stopped), List.of()));
        }
    }

    private void told(String queue, List<Settled> ends, ClaimStore.Refused refused) {
        for (int i = 0; i < ends.size(); i++) {
            if (!refused.has(i)) {
                Settled end = ends.get(i);
                LOG.infof(
                        "job %s of %s lost its worker %s",
                        end.end().job().id(), queue, end.end().claim().owner());
                events.tell(end.event());
            }
        }
    }

    /** Ends that were refused because their claim was not the current one, since this process began. */
    public long refused() {
        return refused.sum();
    }

    /** What is decided when a worker vanished while running a job. */
    private Settled lost(Claimed job, Claim claim) {
        var stored = job.stored();
        Outcome lost = new Outcome.Lost(
                claim.owner(),
                lostBefore(stored.job().queue(), job.id(), stored.job().isSuspect()));
        RunEnd end = new RunEnd(claim, claim.startedAt(), stored, lost, Rules.SERVER, -1, 0);
        return Settled.of(end, decide(end), clock.millis());
    }

    private Settled released(Claimed job, Claim claim) {
        RunEnd end = new RunEnd(claim, claim.startedAt(), job.stored(), new Outcome.Released(0), Rules.SERVER, -1, 0);
        return Settled.of(end, decide(end), clock.millis());
    }

    /** The workers that it lost before; asked only for a job that will be dead. */
    private List<String> lostBefore(String queue, String id, boolean last) {
        if (!last) {
            return List.of();
        }
        return reader.find(queue, id).stream()
                .flatMap(view -> view.attempts().stream())
                .filter(attempt -> attempt.outcome() == Attempt.End.LOST)
                .map(Attempt::worker)
                .toList();
    }

    /** A handler may answer what cannot be decided: then its job failed. */
    private Decision decide(RunEnd end) {
        Decision.Wait wait = (backoff, failures) ->
                delays.counted(backoff, failures, end.job().type()).delayMs(failures, ThreadLocalRandom.current());
        try {
            return Decision.of(end.outcome(), end.job(), end.rules(), wait);
        } catch (RuntimeException nonsense) {
            return Decision.of(Outcome.failed(nonsense), end.job(), Rules.SERVER, wait);
        }
    }

    private static List<Settlement> settlements(List<Settled> ends) {
        return ends.stream().map(Settled::settlement).toList();
    }

    /** The ends of jobs that somebody asked to stop before their run ended otherwise: those are cancelled. */
    private List<Settled> stopped(List<Settled> ends, ClaimStore.Refused refused) {
        return refused.stopped().stream()
                .map(i -> ends.get(i).end())
                .map(end -> Settled.of(end, Decision.stopped(end.job()), clock.millis()))
                .toList();
    }

    private List<Settled> accept(List<Settled> ends, ClaimStore.Refused refused) {
        List<Settled> accepted = new ArrayList<>(ends.size());
        for (int i = 0; i < ends.size(); i++) {
            if (refused.stale().contains(i)) {
                refuse(ends.get(i).end());
            } else if (!refused.stopped().contains(i)) {
                accepted.add(ends.get(i));
                events.tell(ends.get(i).event());
            }
        }
        return accepted;
    }

    private void refuse(RunEnd end) {
        refused.increment();
        LOG.warnf(
                "end of job %s refused: epoch %d is stale",
                end.job().id(), end.claim().epoch());
    }

    private static JobEvent completed(RunEnd end) {
        return new JobEvent.Completed(end.job(), end.claim(), end.waitMs(), end.runMicros());
    }
}

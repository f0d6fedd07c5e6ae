package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.record.Claimed;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Sends turns: completions and claims of one track in one call, at most two under way. */
final class Turns {
    private static final Logger LOG = Logger.getLogger(Turns.class);
    /** A second call is worth it only for a batch. */
    private static final int WORTH_A_SECOND = 64;

    private final Dispatcher dispatcher;
    private final Calls calls;

    Turns(Dispatcher dispatcher, Calls calls) {
        this.dispatcher = dispatcher;
        this.calls = calls;
    }

    /** What went with a call, to be undone or finished when its reply comes. */
    private record Sent(Track track, List<Run> runs, SlotPool.Share want, boolean suspect, long atNanos) {}

    /** True when a call with so many wanted jobs may be sent now. */
    boolean maySend(Track track, int want) {
        return track.turnsUnderWay == 0
                || track.turnsUnderWay == 1
                        && Math.max(want + track.allotted.jobs(), track.completions) >= WORTH_A_SECOND;
    }

    void send(Track track) {
        boolean nothing = track.completions == 0 && track.allotted.jobs() == 0;
        if (nothing || track.isPausing() || !maySend(track, 0)) {
            return;
        }
        Turn turn = new Turn(calls.owner(), calls.leaseMs());
        List<Run> runs = gather(track, turn);
        SlotPool.Share want = track.allotted;
        track.allotted = SlotPool.Share.NONE;
        track.hinted &= want.jobs() == 0;
        boolean suspect = want.slots() > 0 && !dispatcher.runsSuspect();
        turn.want(want.jobs(), suspect);
        if (track.lanes) {
            turn.types(calls.types());
        }
        track.turnsUnderWay++;
        Sent sent = new Sent(track, runs, want, suspect, System.nanoTime());
        calls.claims()
                .turn(track.queue, turn, runs.stream().map(Run::end).toList())
                .whenComplete((reply, fault) -> dispatcher.post(() -> {
                    track.turnsUnderWay--;
                    if (fault == null) {
                        answered(sent, reply);
                    } else {
                        failed(sent, fault);
                    }
                    dispatcher.ready.add(track);
                }));
    }

    /** Puts up to {@link Turn#LARGEST} completions in, claim by claim; jobs that hold a key until their end come last. */
    private List<Run> gather(Track track, Turn turn) {
        List<Run> plain = new ArrayList<>(Math.min(track.completions, Turn.LARGEST));
        List<Run> keyed = new ArrayList<>();
        int count = 0;
        while (count < Turn.LARGEST && !track.dirty.isEmpty()) {
            OpenClaim open = track.dirty.poll();
            List<Run> part = open.done.subList(0, Math.min(open.done.size(), Turn.LARGEST - count));
            part.forEach(run -> (heldKey(run) == null ? plain : keyed).add(run));
            if (open.sent(part.size())) {
                turn.drop(open.claim);
            }
            count += part.size();
            part.clear();
            if (!open.done.isEmpty()) {
                track.dirty.addFirst(open);
            }
        }
        complete(turn, plain);
        complete(turn, keyed);
        plain.addAll(keyed);
        track.completions -= count;
        return plain;
    }

    /** In groups of one claim that began in the same millisecond. */
    private static void complete(Turn turn, List<Run> runs) {
        int from = 0;
        while (from < runs.size()) {
            Run first = runs.get(from);
            int to = from + 1;
            while (to < runs.size() && isOneGroup(first, runs.get(to))) {
                to++;
            }
            turn.of(first.open.claim, first.startedAt(), to - from);
            runs.subList(from, to).forEach(run -> complete(turn, run));
            from = to;
        }
    }

    private static boolean isOneGroup(Run first, Run other) {
        return first.open == other.open && first.startedAt() == other.startedAt();
    }

    private static void complete(Turn turn, Run run) {
        String result = ((Outcome.Succeeded) run.outcome()).result();
        turn.complete(run.job.id(), result, run.bytes, heldKey(run));
    }

    /** The key that its job lets go of with its end; null when there is none. */
    private static String heldKey(Run run) {
        Unique unique = run.job.rules().unique();
        return unique == null || unique.until() != Unique.Until.FINISH ? null : unique.key();
    }

    private void answered(Sent sent, Turned reply) {
        Track track = sent.track();
        sent.runs().forEach(run -> track.acknowledged(run.open, 1));
        if (!reply.claimed().isEmpty() && System.nanoTime() - sent.atNanos() >= 1_000_000L * calls.leaseMs()) {
            claimLost(sent); // read after this process stood still: others may run its jobs
        } else if (sent.want().jobs() > 0) {
            boolean opened = reply.lanes() && !track.lanes;
            track.limited(reply.limitedUntil() - reply.now());
            track.lanes = reply.lanes();
            track.full = reply.limitedUntil() == Turned.UNTIL_AN_END;
            claimed(sent, reply, opened);
        }
    }

    /** @param opened lanes were opened that this claim could not serve, since it named no types */
    private void claimed(Sent sent, Turned reply, boolean opened) {
        Track track = sent.track();
        // a claim that was taken for lost while its reply was on the way has its slots already
        List<Claimed> jobs = track.claims.containsKey(reply.epoch()) ? List.of() : reply.claimed();
        int begun = Math.min(jobs.size(), sent.want().slots());
        track.settle(sent.want(), jobs.size(), begun);
        boolean suspect = sent.suspect() && jobs.size() == 1 && jobs.getFirst().isSuspect();
        if (!jobs.isEmpty()) {
            track.named(reply.epoch());
            dispatcher.begin(track, reply.claim(calls.owner()), jobs, begun).heldSinceNanos = sent.atNanos();
        }
        boolean others = reply.lanes() && !reply.claimed().isEmpty();
        dispatcher.claimed(
                track,
                suspect
                        || opened
                        || others
                        || reply.cut()
                        || reply.claimed().size() == sent.want().jobs());
    }

    private void failed(Sent sent, Throwable fault) {
        Track track = sent.track();
        LOG.debugf("turn of %s failed: %s", track.queue, fault.getMessage());
        claimLost(sent);
        for (Run run : sent.runs()) {
            run.open.unsent++;
            track.completed(run);
        }
    }

    /** What the call may have claimed is looked for in the store. */
    private void claimLost(Sent sent) {
        sent.track().settle(sent.want(), 0, 0);
        sent.track().failed(sent.want().jobs() > 0, 2_000_000L * calls.leaseMs());
    }
}

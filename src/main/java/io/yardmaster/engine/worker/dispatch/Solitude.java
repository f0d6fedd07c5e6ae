package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.attempt.Outcome;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Keeps a suspect, a job that lost two workers, alone on its node. It begins once nothing else is under way here, or a
 * lease after it came; from then on nothing is claimed beside it for one lease more. So a job that soon ends its node is
 * alone when it does, which its third loss needs to count, and one that runs long holds the others up for two leases at
 * most. Used on the dispatcher's thread.
 */
final class Solitude {
    private final long leaseNanos;
    private int suspects;
    /** The one that has come and not begun; null when none has. */
    private Run waiting;
    /** When it came, or began. */
    private long sinceNanos;

    Solitude(long leaseMs) {
        this.leaseNanos = leaseMs * 1_000_000;
    }

    /** True while a suspect waits here or runs. */
    boolean isTaken() {
        return suspects > 0;
    }

    /** False while nothing may be claimed, for the sake of a suspect. */
    boolean isOver() {
        return waiting == null && (suspects == 0 || isLong());
    }

    /** A suspect has come, in a slot. A second one, which came while the first one's claim was under way, goes back. */
    void came(Run run) {
        if (suspects++ > 0) {
            run.refuse(new Outcome.Released(0));
        } else {
            waiting = run;
            sinceNanos = System.nanoTime();
        }
    }

    /** Begins the suspect that waits, when it may; one that was told to stop is not kept waiting for that. */
    void tend(boolean claiming, Collection<Track> tracks, Consumer<Run> start) {
        if (waiting == null) {
            return;
        }
        Run run = waiting;
        if (!claiming) {
            waiting = null;
            run.refuse(new Outcome.Released(0));
        } else if (run.isCancelled() || isLong() || isAlone(tracks)) {
            waiting = null;
            sinceNanos = System.nanoTime();
            start.accept(run);
        }
    }

    /** A run of this node has ended. */
    void ended(Run run) {
        if (run.job.isSuspect()) {
            suspects--;
            waiting = waiting == run ? null : waiting;
        }
    }

    /** What has ended counts until that is written: whoever takes its job back would find it beside the suspect. */
    private static boolean isAlone(Collection<Track> tracks) {
        return tracks.stream()
                        .mapToInt(track -> track.claims.size() + track.asked)
                        .sum()
                == 1;
    }

    private boolean isLong() {
        return System.nanoTime() - sinceNanos > leaseNanos;
    }
}

package io.yardmaster.engine.worker.dispatch;

import java.util.HashSet;
import java.util.Set;

/**
 * A turn that asked for jobs failed: the store may have claimed some for us, now or a little later, and we do not know.
 * Such a claim shows as a lease of ours with an epoch that no reply has named.
 */
public final class LostReplies {
    private final long afterEpoch;
    private volatile long untilNanos;
    private final Set<Long> named = new HashSet<>();

    /** @param afterEpoch the greatest epoch a reply had named @param forNanos how long to look */
    LostReplies(long afterEpoch, long forNanos) {
        this.afterEpoch = afterEpoch;
        this.untilNanos = System.nanoTime() + forNanos;
    }

    /** Another call failed. @param forNanos how long to look from now */
    void prolong(long forNanos) {
        untilNanos = System.nanoTime() + forNanos;
    }

    synchronized void name(long epoch) {
        named.add(epoch);
    }

    synchronized boolean mayHold(long epoch) {
        return epoch > afterEpoch && !named.contains(epoch);
    }

    public boolean isOver() {
        return System.nanoTime() - untilNanos > 0;
    }
}

package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this node has under way in one queue. Changed on the dispatcher's thread; the claims are read by others. */
public final class Track {
    private static final double SMOOTHING = 16;
    private static final long PAUSE_NANOS = 100_000_000;

    public final String queue;
    final SlotPool slots;
    /** The claims that are not all written back, by epoch. */
    public final Map<Long, OpenClaim> claims = new ConcurrentHashMap<>();
    /** Claims with completions to send. */
    final Deque<OpenClaim> dirty = new ArrayDeque<>();
    /** Ends that are no completions, to be sent. */
    final Deque<Settles.Unsent> settled = new ArrayDeque<>();

    int completions;
    volatile int turnsUnderWay;
    int settlesUnderWay;
    /** Reserved for the next claim. */
    SlotPool.Share allotted = SlotPool.Share.NONE;
    /** Microseconds that a run takes, the last ones counting most; below 0 = none has ended. */
    double meanMicros = -1;
    /** A hint came after the last claim was sent: that claim may have found nothing, and yet there is work. */
    boolean hinted;
    /** The queue had more than its plain lane when the last claim came back: the next one names the types known here. */
    boolean lanes;
    /** The greatest epoch that a reply has named. */
    long lastEpoch;
    /** Set after a call failed: no call before that. */
    private long notBeforeNanos;
    /** Claims whose reply may be lost; null when every reply came. */
    public volatile LostReplies lost;

    Track(String queue, SlotPool slots) {
        this.queue = queue;
        this.slots = slots;
        this.notBeforeNanos = System.nanoTime();
    }

    void completed(Run run) {
        if (run.open.done.isEmpty()) {
            dirty.add(run.open);
        }
        run.open.done.add(run);
        completions++;
    }

    /** What the next claim may bring. */
    SlotPool.Share share() {
        return isPausing() ? SlotPool.Share.NONE : slots.share(meanMicros, Turn.LARGEST - allotted.jobs());
    }

    void allot(SlotPool.Share share) {
        slots.reserve(share);
        allotted = allotted.plus(share);
    }

    /** A run ended. */
    void took(long micros) {
        meanMicros = meanMicros < 0 ? micros : meanMicros + (micros - meanMicros) / SMOOTHING;
    }

    void acknowledged(OpenClaim open, int ends) {
        open.unacknowledged -= ends;
        if (open.unacknowledged == 0) {
            claims.remove(open.claim.epoch());
        }
    }

    boolean isPausing() {
        return System.nanoTime() - notBeforeNanos < 0;
    }

    /** A call failed: what it may have claimed is looked for, and nothing is sent for a moment. */
    void failed(boolean claimed, long lookForNanos) {
        notBeforeNanos = System.nanoTime() + PAUSE_NANOS;
        LostReplies before = lost;
        if (claimed && before == null) {
            lost = new LostReplies(lastEpoch, lookForNanos);
        } else if (claimed) {
            before.prolong(lookForNanos); // what was lost before is looked for still
        }
    }

    void named(long epoch) {
        lastEpoch = Math.max(lastEpoch, epoch);
        if (lost != null) {
            lost.name(epoch);
        }
    }

    /** No claim is looked for any more, unless another call has failed meanwhile. */
    public void foundAll() {
        if (lost != null && lost.isOver()) {
            lost = null;
        }
    }

    /** True when this may be a claim of ours that no reply has named. */
    public boolean mayBeLost(Claim claim) {
        LostReplies replies = lost;
        return replies != null && replies.mayHold(claim.epoch()) && !claims.containsKey(claim.epoch());
    }

    /** All runs that go on here. */
    public List<Run> running() {
        List<Run> all = new ArrayList<>();
        claims.values().forEach(open -> all.addAll(open.running()));
        return all;
    }
}

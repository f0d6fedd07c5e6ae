package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.queue.QueueSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What this node has under way in one queue. Changed on the dispatcher's thread; the claims are read by others. */
public final class Track {
    private static final double SMOOTHING = 16;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final long LONGEST_LIMIT_MS = 3_600_000;

    public final String queue;
    final SlotPool slots;
    private final Supplier<QueueSettings> settings;
    /** The claims that are not all written back, by epoch. */
    public final Map<Long, OpenClaim> claims = new ConcurrentHashMap<>();
    /** Claims with completions to send. */
    final Deque<OpenClaim> dirty = new ArrayDeque<>();
    /** Ends that are no completions, to be sent. */
    final Deque<Settles.Unsent> settled = new ArrayDeque<>();

    int completions;
    volatile int turnsUnderWay;
    int settlesUnderWay;
    /** Jobs claimed here that have not ended. */
    int held;
    /** Jobs that claims may bring: the one that gathers, and those under way. */
    int asked;
    /** The last claim brought all that was asked for: more waits. */
    boolean backlog;
    /** Its queue has other slots from now on: it claims nothing more. */
    boolean leaving;
    /** Its time: starts over weight. */
    double served;
    /** Reserved for the next claim. */
    SlotPool.Share allotted = SlotPool.Share.NONE;
    /** Microseconds that a run takes, the last ones counting most; below 0 = none has ended. */
    double meanMicros = -1;
    /** A hint came after the last claim was sent: that claim may have found nothing, and yet there is work. */
    boolean hinted;
    /** The queue had more than its plain lane when the last claim came back: the next one names the types known here. */
    boolean lanes;
    /** The last claim found as many jobs running as may run in total: the next end makes room. */
    boolean full;
    /** When a limit lets the next job of the queue begin, by the nanoseconds of the JVM; null when none holds it back. */
    Long limitedNanos;
    /** The greatest epoch that a reply has named. */
    long lastEpoch;
    /** Set after a call failed: no call before that. */
    private long notBeforeNanos;
    /** Claims whose reply may be lost; null when every reply came. */
    public volatile LostReplies lost;

    /** @param settings what is set of the queue, at every time */
    Track(String queue, SlotPool slots, Supplier<QueueSettings> settings) {
        this.queue = queue;
        this.slots = slots;
        this.settings = settings;
        this.notBeforeNanos = System.nanoTime();
    }

    void completed(Run run) {
        if (run.open.done.isEmpty()) {
            dirty.add(run.open);
        }
        run.open.done.add(run);
        completions++;
    }

    int weight() {
        return settings.get().weightOrDefault();
    }

    /** How many more jobs its queue may have on this node. */
    int room() {
        Integer most = settings.get().concurrency().perNode();
        return isPausing() || leaving ? 0 : most == null ? Integer.MAX_VALUE : Math.max(0, most - held - asked);
    }

    void allot(SlotPool.Share share) {
        slots.reserve(share);
        allotted = allotted.plus(share);
        asked += share.jobs();
        served += (double) share.jobs() / weight();
    }

    /** A claim came back, or failed. @param came jobs that it brought @param begun slots that they take */
    void settle(SlotPool.Share want, int came, int begun) {
        slots.settle(want, begun);
        asked -= want.jobs();
        served -= (double) (want.jobs() - came) / weight();
    }

    /** True when nothing goes on here any more. */
    boolean isOver() {
        return claims.isEmpty() && turnsUnderWay == 0 && settlesUnderWay == 0 && completions == 0 && settled.isEmpty();
    }

    /** A run ended. */
    void took(long micros) {
        meanMicros = meanMicros < 0 ? micros : meanMicros + (micros - meanMicros) / SMOOTHING;
    }

    /** A claim told of a limit. @param inMs milliseconds until it lets the next job begin; 0 or less = none does */
    void limited(long inMs) {
        limitedNanos = inMs > 0 ? System.nanoTime() + Math.min(inMs, LONGEST_LIMIT_MS) * 1_000_000 : null;
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
    public void failed(boolean claimed, long lookForNanos) {
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

package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.SlotLine;
import java.util.function.Consumer;

/**
 * The slots that some queues share, and the line of jobs claimed ahead for them. Changed on the dispatcher's thread only;
 * the line is taken from by every slot.
 */
final class SlotPool {
    /** Jobs claimed ahead for one pool at most. */
    static final int MOST_AHEAD = 256;
    /** The line holds at most so much work, by the measured time of a run: 10 ms. */
    static final long AHEAD_MICROS = 10_000;

    final Settings.Pool pool;
    final SlotLine line = new SlotLine();
    /** SlotPool neither running a job nor reserved; below 0 while claims were found again whose reply was lost. */
    private int free;
    /** Places of the line that claims under way may fill. */
    private int promised;
    /** Queues of this pool that may have work: what the free slots are shared by. */
    private int hungry;

    SlotPool(Settings.Pool pool) {
        this.pool = pool;
        this.free = pool.slots();
    }

    /** What a claim may bring: jobs that begin at once, and jobs that wait in the line. */
    record Share(int slots, int ahead) {
        static final Share NONE = new Share(0, 0);

        int jobs() {
            return slots + ahead;
        }

        Share plus(Share more) {
            return new Share(slots + more.slots, ahead + more.ahead);
        }
    }

    void hungry(int queues) {
        hungry = queues;
    }

    int hungry() {
        return hungry;
    }

    /**
     * What one queue may ask for now: its even share of the free slots, at least one if any is free, and of what may be
     * claimed ahead.
     *
     * @param meanMicros time of a run of that queue in microseconds; below 0 = not known yet
     * @param most jobs in one claim
     */
    Share share(double meanMicros, int most) {
        int queues = Math.max(1, hungry);
        int slots = free <= 0 ? 0 : Math.min(Math.min(most, free), Math.max(1, free / queues));
        int limit = ahead(meanMicros);
        int room = Math.min((limit - line.size() - promised) / queues, most - slots);
        boolean worth = room > 0 && (slots > 0 || 2 * room * queues >= limit);
        return new Share(slots, worth ? room : 0);
    }

    /** How many jobs may be claimed ahead. Jobs that run long are never. */
    private int ahead(double meanMicros) {
        if (meanMicros < 0 || meanMicros > AHEAD_MICROS) {
            return 0;
        }
        return (int) Math.min(MOST_AHEAD, pool.slots() * AHEAD_MICROS / Math.max(1, meanMicros));
    }

    void reserve(Share share) {
        free -= share.slots();
        promised += share.ahead();
    }

    /** The claim came back, or failed. @param begun slots that its jobs take */
    void settle(Share share, int begun) {
        free += share.slots() - begun;
        promised -= share.ahead();
    }

    /** Jobs begin that no claim had reserved a slot for. */
    void take(int jobs) {
        free -= jobs;
    }

    void release() {
        free++;
    }

    /** Starts the next of the line where a slot is free. Returns false when there is none, or no slot. */
    boolean startNext(Consumer<Run> start) {
        Run next = free > 0 ? line.poll() : null;
        if (next == null) {
            return false;
        }
        take(1);
        start.accept(next);
        return true;
    }
}

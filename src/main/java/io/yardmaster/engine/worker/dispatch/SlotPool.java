package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.SlotLine;
import java.util.Comparator;
import java.util.List;
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

    /** The queues that it is declared for, in their order; empty = all that no other pool names. */
    final List<String> queues;

    final SlotLine line = new SlotLine();
    /** The time, in starts over weight, of the one that is behind: where a queue takes up that had no work. */
    double time;

    private int capacity;
    /** Slots neither running a job nor reserved; below 0 while claims were found again whose reply was lost. */
    private int free;
    /** Slots reserved for claims under way. */
    private int reserved;
    /** Places of the line that claims under way may fill. */
    private int promised;

    SlotPool(Settings.Pool pool) {
        this.queues = pool.queues();
        this.capacity = pool.slots();
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

    /** Slots at most. */
    int capacity() {
        return capacity;
    }

    int free() {
        return free;
    }

    /** Slots that run a job. */
    int busy() {
        return capacity - free - reserved;
    }

    /** Gives it another number of slots; what runs in those that are gone ends as it will. */
    void resize(int slots) {
        free += slots - capacity;
        capacity = slots;
    }

    /** Jobs that stand in the line, and those that claims under way may bring. */
    int lined() {
        return line.size() + promised;
    }

    /** In the mode {@code strict}: as declared; where no order is declared by weight, the larger first, then by name. */
    Comparator<Track> order() {
        return Comparator.comparingInt((Track track) -> queues.indexOf(track.queue))
                .thenComparing(Track::weight, Comparator.reverseOrder())
                .thenComparing(track -> track.queue);
    }

    /** How many jobs may be claimed ahead. Jobs that run long, or for a time not known (below 0), never are. */
    int ahead(double meanMicros) {
        if (meanMicros < 0 || meanMicros > AHEAD_MICROS) {
            return 0;
        }
        return (int) Math.min(MOST_AHEAD, capacity * AHEAD_MICROS / Math.max(1, meanMicros));
    }

    void reserve(Share share) {
        free -= share.slots();
        reserved += share.slots();
        promised += share.ahead();
    }

    /** The claim came back, or failed. @param begun slots that its jobs take */
    void settle(Share share, int begun) {
        free += share.slots() - begun;
        reserved -= share.slots();
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

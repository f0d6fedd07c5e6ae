package io.yardmaster.engine.worker.run;

import io.yardmaster.job.attempt.Claim;
import java.util.ArrayList;
import java.util.List;

/** A claim whose jobs have not all been written back. Changed on the dispatcher's thread only. */
public final class OpenClaim {
    public final Claim claim;
    /** Its runs, as claimed. */
    public final List<Run> runs = new ArrayList<>();
    /** Completed, to be sent with the next turn. */
    public final List<Run> done = new ArrayList<>();
    /** How many ends have not been sent. */
    public int unsent;
    /** How many ends have not been acknowledged. */
    public int unacknowledged;

    /** Where those wait that found no free slot; null when there is no such place. */
    final SlotLine line;

    public OpenClaim(Claim claim, SlotLine line) {
        this.claim = claim;
        this.line = line;
    }

    public void add(Run run) {
        runs.add(run);
        unsent++;
        unacknowledged++;
    }

    /** Takes note that ends were sent. Returns true when no end is left, so that this call may drop the lease. */
    public boolean sent(int ends) {
        unsent -= ends;
        return unsent == 0;
    }

    /** Its runs that go on. */
    public List<Run> running() {
        return runs.stream().filter(Run::isRunning).toList();
    }
}

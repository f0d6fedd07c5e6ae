package io.yardmaster.engine.worker;

import io.yardmaster.job.Claim;
import java.util.ArrayList;
import java.util.List;

/** A claim whose jobs have not all been written back. Changed on the dispatcher's thread only. */
final class OpenClaim {
    final Claim claim;
    /** Its runs, as claimed. */
    final List<Run> runs = new ArrayList<>();
    /** Completed, to be sent with the next turn. */
    final List<Run> done = new ArrayList<>();
    /** How many ends have not been sent. */
    int unsent;
    /** How many ends have not been acknowledged. */
    int unacknowledged;

    OpenClaim(Claim claim) {
        this.claim = claim;
    }

    void add(Run run) {
        runs.add(run);
        unsent++;
        unacknowledged++;
    }

    /** Takes note that ends were sent. Returns true when no end is left, so that this call may drop the lease. */
    boolean sent(int ends) {
        unsent -= ends;
        return unsent == 0;
    }

    /** Its runs that go on. */
    List<Run> running() {
        return runs.stream().filter(Run::isRunning).toList();
    }
}

package io.yardmaster.engine.worker;

import jakarta.inject.Singleton;

/** The part of a node that runs jobs. */
@Singleton
public class Worker {
    /** Starts the loops that claim, renew, complete, promote and recover. The store is open. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops claiming, lets running jobs finish with their leases renewed, cancels them after {@code shutdownMs},
     * releases what is left and leaves the list of nodes. Returns when done. Safe to call twice, and when never started.
     */
    public void drain() {
        throw new UnsupportedOperationException();
    }
}

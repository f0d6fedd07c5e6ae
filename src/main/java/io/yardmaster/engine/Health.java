package io.yardmaster.engine;

import jakarta.inject.Singleton;

/** What this node knows of its own health. */
@Singleton
public class Health {
    private volatile boolean stopping;

    /** True from SIGTERM on. */
    public boolean isStopping() {
        return stopping;
    }

    /** The drain begins: from here on this node is not ready. Called by the launcher; there is no way back. */
    public void stopping() {
        stopping = true;
    }

    /** True when the store answered within the last 2 s. */
    public boolean isStoreReachable() {
        throw new UnsupportedOperationException();
    }

    /** Epoch milliseconds since when the store is away; null while it is not. */
    public Long storeAwaySince() {
        throw new UnsupportedOperationException();
    }

    /** True when the loops of the worker turned within the last 10 s, or the node has no worker. */
    public boolean isWorking() {
        throw new UnsupportedOperationException();
    }
}

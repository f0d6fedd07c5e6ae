package io.yardmaster.engine;

import jakarta.inject.Singleton;

/** Looks at the store itself. */
@Singleton
public class StoreWatch {
    /** The store now; asks it, at most once a second. */
    public StoreStatus status() {
        throw new UnsupportedOperationException();
    }
}

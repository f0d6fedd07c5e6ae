package io.yardmaster.store;

import io.yardmaster.store.redis.RedisAddress;
import jakarta.inject.Singleton;

/** Opens and closes the store. */
@Singleton
public class Store {
    /**
     * Connects, and refuses a store that cannot keep what it takes: Redis older than 7, an eviction policy other than
     * noeviction, a layout newer than this program's. An older layout is migrated.
     *
     * @throws IllegalStateException with one sentence for the operator
     */
    public void open(RedisAddress address) {
        throw new UnsupportedOperationException();
    }

    /** Closes every connection. Safe to call twice, and when never opened. */
    public void close() {
        throw new UnsupportedOperationException();
    }
}

package io.yardmaster.store.redis;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** The store's clock as this node knows it: its own clock and the difference measured last. The one source of instants. */
@Singleton
public class StoreClock implements InstantSource {
    private final InstantSource own = Clock.systemUTC();
    private volatile long aheadMs;

    @Override
    public Instant instant() {
        return own.instant().plusMillis(aheadMs);
    }

    @Override
    public long millis() {
        return own.millis() + aheadMs;
    }

    /** How far the store's clock is ahead of this node's, in milliseconds. */
    public long aheadMs() {
        return aheadMs;
    }

    /**
     * Learns the store's time.
     *
     * @param storeMs what the store said
     * @param sentMs this node's own clock when it asked
     */
    public void learn(long storeMs, long sentMs) {
        long answeredMs = own.millis();
        long difference = storeMs - (sentMs + answeredMs) / 2;
        aheadMs = Math.abs(difference) <= 2 + (answeredMs - sentMs) / 2 ? 0 : difference;
    }

    public long ownMillis() {
        return own.millis();
    }
}

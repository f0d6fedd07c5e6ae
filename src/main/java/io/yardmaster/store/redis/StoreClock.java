package io.yardmaster.store.redis;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The store's clock as this node knows it: the time that the store said last, and what has passed since by a clock that
 * never jumps. The one source of instants; a step of this machine's own clock does not move it.
 */
@Singleton
public class StoreClock implements InstantSource {
    /** Differences up to this are those of reading two clocks. */
    private static final long ALIKE_MS = 2;

    private static final long NANOS_A_MS = 1_000_000;
    private static final long NANOS_A_SECOND = 1_000_000_000;

    private final InstantSource own;
    private final LongSupplier nanos;
    private volatile Read last;

    /** A time in nanoseconds since the epoch, and when it was so by {@link System#nanoTime}. */
    private record Read(long epochNanos, long nanos) {
        static Read of(Instant instant, long nanos) {
            return new Read(instant.getEpochSecond() * NANOS_A_SECOND + instant.getNano(), nanos);
        }

        /** Epoch milliseconds. */
        long at(long now) {
            return Math.floorDiv(epochNanos + now - nanos, NANOS_A_MS);
        }
    }

    @Inject
    public StoreClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /** @param own this machine's clock, which counts until the store has said its time @param nanos never jumps */
    StoreClock(InstantSource own, LongSupplier nanos) {
        this.own = own;
        this.nanos = nanos;
        this.last = Read.of(own.instant(), nanos.getAsLong());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return last.at(nanos.getAsLong());
    }

    /** How far the store's clock is ahead of this machine's, in milliseconds; 0 where they are alike. */
    public long aheadMs() {
        long difference = millis() - own.millis();
        return Math.abs(difference) <= ALIKE_MS ? 0 : difference;
    }

    /** When the store is asked for its time, for {@link #learn}. */
    public long askedNanos() {
        return nanos.getAsLong();
    }

    /**
     * Learns the store's time.
     *
     * @param storeMicros what the store said, microseconds since the epoch
     * @param askedNanos as {@link #askedNanos} said before the store was asked
     */
    public void learn(long storeMicros, long askedNanos) {
        long answered = nanos.getAsLong();
        Read read = new Read(storeMicros * 1_000, askedNanos + (answered - askedNanos) / 2);
        long difference = read.at(answered) - last.at(answered);
        if (Math.abs(difference) > ALIKE_MS + (answered - askedNanos) / 2 / NANOS_A_MS) {
            last = read;
        }
    }
}

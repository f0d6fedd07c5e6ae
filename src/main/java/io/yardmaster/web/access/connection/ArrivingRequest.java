package io.yardmaster.web.access.connection;

import java.util.concurrent.TimeUnit;

/**
 * How far the request is that arrives on a connection, and whether it takes too long: {@value #SECONDS} s for a head,
 * as much for a body, and for a body one second more for each {@value #BYTES_A_SECOND} bytes of it that have come.
 */
final class ArrivingRequest {
    /** Seconds that a head may take, and a small body. */
    static final int SECONDS = 10;

    private static final long NANOS = TimeUnit.SECONDS.toNanos(SECONDS);
    private static final int BYTES_A_SECOND = 65_536;

    private Phase phase = Phase.HEAD;
    private long since;
    private long bytes;
    private boolean lineBegins;
    private boolean folded;

    /** What arrives now. */
    enum Phase {
        NOTHING,
        HEAD,
        BODY
    }

    /** @param now of System.nanoTime, here and below */
    ArrivingRequest(long now) {
        since = now;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next, long now) {
        phase = next;
        since = now;
        bytes = 0;
        lineBegins = false;
        folded = false;
    }

    /** Counts bytes that came. */
    void count(int more) {
        bytes += more;
    }

    /** Looks at one byte of a head. @return false when the head ends with it */
    boolean look(byte next) {
        boolean blank = next == ' ' || next == '\t';
        folded |= lineBegins && blank;
        boolean ends = lineBegins && next == '\n';
        lineBegins = next == '\n' || lineBegins && next == '\r';
        return !ends;
    }

    /** True when a line of the head goes on in the next one, which HTTP no longer allows. */
    boolean isFolded() {
        return folded;
    }

    boolean isTooSlow(long now) {
        long more = phase == Phase.BODY ? TimeUnit.SECONDS.toNanos(bytes) / BYTES_A_SECOND : 0;
        return phase != Phase.NOTHING && now - since >= NANOS + more;
    }
}

package io.yardmaster.engine.worker.upkeep;

/**
 * Compares the store's clock with the time between two looks: a jump of that clock, a machine that slept and a process
 * that was frozen all show as a step that is too long. Used on one thread.
 */
final class ClockWatch {
    private final long mostMs;
    private long lastMs = -1;

    /** @param mostMs how far the clock may move between a look and the one before, in milliseconds */
    ClockWatch(long mostMs) {
        this.mostMs = mostMs;
    }

    /** True when the clock moved too far since {@link #looked}. @param nowMs epoch milliseconds */
    boolean jumped(long nowMs) {
        return lastMs >= 0 && nowMs - lastMs > mostMs;
    }

    /** A look has ended. @param nowMs epoch milliseconds */
    void looked(long nowMs) {
        lastMs = nowMs;
    }
}

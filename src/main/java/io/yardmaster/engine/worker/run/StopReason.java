package io.yardmaster.engine.worker.run;

/** Why a run was told to stop. */
public enum StopReason {
    CANCELLED,
    TIMED_OUT,
    LEASE_LOST,
    RELEASED
}

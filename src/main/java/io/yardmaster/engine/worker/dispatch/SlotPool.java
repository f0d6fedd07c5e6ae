package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Settings;

/** Slots that some queues share. Changed on the dispatcher's thread only. */
final class SlotPool {
    final Settings.Pool pool;
    /** Slots neither running a job nor allotted; below 0 while claims were found again whose reply was lost. */
    int free;
    /** Queues of this pool that may have work: what the free slots are shared by. */
    int hungry;

    SlotPool(Settings.Pool pool) {
        this.pool = pool;
        this.free = pool.slots();
    }

    /** How many jobs one queue may ask for now: its even share of what is free, at least one if any is. */
    int share(int largest) {
        if (free <= 0) {
            return 0;
        }
        return Math.min(Math.min(largest, free), Math.max(1, free / Math.max(1, hungry)));
    }
}

package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.store.ClaimStore;
import io.yardmaster.store.Hints;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.LeaseStore;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.redis.LinkThread;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The sides of the store that a worker needs. */
@Singleton
public record WorkerStores(
        ClaimStore claims,
        LeaseStore leases,
        QueueStore queues,
        JobStore jobs,
        PlaceReader places,
        Hints hints,
        RedisLinks links,
        InstantSource clock) {
    /** On which the links are read and written. */
    public LinkThread thread() {
        return links.thread();
    }
}

package io.yardmaster.engine.queues;

import io.yardmaster.job.unique.HeldKeys;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.UniqueStore;
import jakarta.inject.Singleton;

/** Looks at the keys that unique jobs hold, and frees one. */
@Singleton
public class UniqueKeys {
    private final UniqueStore store;
    private final QueueStore queues;

    UniqueKeys(UniqueStore store, QueueStore queues) {
        this.store = store;
        this.queues = queues;
    }

    /** As in the store, of a queue that must exist. @throws UnknownQueueException */
    public HeldKeys held(String queue, String cursor, int limit) {
        check(queue);
        return store.held(queue, cursor, limit);
    }

    /** Frees a key, so that another job may take it; the one that held it goes on. @throws UnknownKeyException */
    public void release(String queue, String key) {
        check(queue);
        if (!store.release(queue, key)) {
            throw new UnknownKeyException();
        }
    }

    private void check(String queue) {
        UnknownQueueException.unless(queues.exists(queue), queue);
    }
}

package io.yardmaster.engine;

import io.yardmaster.job.NewJob;
import jakarta.inject.Singleton;
import java.util.List;

/** Takes new jobs in. Every call can be repeated with the same ids. */
@Singleton
public class Enqueuer {

    /**
     * Enqueues one job; its queue is made when it is new.
     *
     * @throws io.yardmaster.store.StoreAwayException when the store does not answer in time
     */
    public Enqueued enqueue(NewJob request) {
        return enqueueAll(List.of(request)).getFirst();
    }

    /**
     * Enqueues many, one store call per queue and chunk; not atomic. A repeated id within the list is a duplicate.
     *
     * @return what became of each, in the order of the requests
     * @throws io.yardmaster.store.StoreAwayException when the store does not answer in time; some may be enqueued
     */
    public List<Enqueued> enqueueAll(List<NewJob> requests) {
        throw new UnsupportedOperationException();
    }
}

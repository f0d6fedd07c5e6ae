package io.yardmaster.engine;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Bulk acts on the dead jobs of a queue, on what was dead when they were called. All throw UnknownQueueException. */
@Singleton
public class DeadJobs {

    /** What {@link #retryAll} or {@link #purge} would do; changes nothing. */
    public DeadPreview preview(String queue, DeadFilter filter) {
        throw new UnsupportedOperationException();
    }

    /**
     * Puts them back to waiting. Returns when done, or after about 3 s with an operation that goes on in the background.
     *
     * @param by who asks, for the record
     */
    public Operation retryAll(String queue, DeadFilter filter, String by) {
        throw new UnsupportedOperationException();
    }

    /** Removes them for good; returns like {@link #retryAll}. */
    public Operation purge(String queue, DeadFilter filter, String by) {
        throw new UnsupportedOperationException();
    }

    /** An operation of the last day; empty when there is none of that id. */
    public Optional<Operation> operation(String id) {
        throw new UnsupportedOperationException();
    }

    /** The operations of the last day, newest first, at most 100. */
    public List<Operation> operations() {
        throw new UnsupportedOperationException();
    }
}

package io.yardmaster.engine.jobs;

import java.util.List;

/** Several queues have a job of that id: the caller must say which queue is meant. */
public final class AmbiguousJobException extends JobException {
    private static final long serialVersionUID = 1;
    private final List<String> queues;

    public AmbiguousJobException(String id, List<String> queues) {
        super("job " + id + " is in several queues; say which with ?queue=");
        this.queues = List.copyOf(queues);
    }

    /** The queues that have it, at least two. */
    public List<String> queues() {
        return queues;
    }
}

package io.yardmaster.engine;

import io.yardmaster.job.QueueInfo;
import jakarta.inject.Singleton;
import java.util.List;

/** Looks at queues, pauses and resumes them. */
@Singleton
public class Queues {

    /** All queues, by name. */
    public List<QueueInfo> all() {
        throw new UnsupportedOperationException();
    }

    /** One queue. @throws UnknownQueueException */
    public QueueInfo one(String queue) {
        throw new UnsupportedOperationException();
    }

    /** Stops claims of a queue on all nodes; running jobs finish. Pausing a paused queue is a success. */
    public QueueInfo pause(String queue) {
        throw new UnsupportedOperationException();
    }

    /** Lets claims of a queue go on. */
    public QueueInfo resume(String queue) {
        throw new UnsupportedOperationException();
    }

    /** Pauses every queue, also those that are new until {@link #resumeAll}. */
    public List<QueueInfo> pauseAll() {
        throw new UnsupportedOperationException();
    }

    /** Resumes every queue. */
    public List<QueueInfo> resumeAll() {
        throw new UnsupportedOperationException();
    }
}

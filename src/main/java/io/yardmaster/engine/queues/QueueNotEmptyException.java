package io.yardmaster.engine.queues;

import io.yardmaster.job.JobState;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A queue that is to end holds jobs. */
public final class QueueNotEmptyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param queue what it holds */
    public QueueNotEmptyException(QueueInfo queue) {
        super("queue " + queue.name() + " holds " + held(queue) + "; clean it first");
    }

    private static String held(QueueInfo queue) {
        String jobs = Arrays.stream(JobState.values())
                .filter(state -> queue.count(state) > 0)
                .map(state -> queue.count(state) + " " + state.word())
                .collect(Collectors.joining(", "));
        return jobs.isEmpty() ? "jobs" : jobs + " jobs";
    }
}

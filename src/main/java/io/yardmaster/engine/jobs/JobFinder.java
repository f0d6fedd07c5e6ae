package io.yardmaster.engine.jobs;

import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.JobView;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.QueueStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Finds the queue that a job is in. */
@Singleton
public class JobFinder {
    private final JobReader reader;
    private final QueueStore queues;

    JobFinder(JobReader reader, QueueStore queues) {
        this.reader = reader;
        this.queues = queues;
    }

    /** The queues that are meant: the named one, or all when null. @throws UnknownQueueException */
    public List<String> among(String queue) {
        if (queue == null) {
            return queues.names();
        }
        UnknownQueueException.unless(queues.exists(queue), queue);
        return List.of(queue);
    }

    /** @param queue null asks the queue whose number the id carries, then every queue in one round */
    JobView find(String queue, String id) {
        if (queue != null) {
            among(queue);
            return reader.find(queue, id).orElseThrow(() -> new UnknownJobException(id));
        }
        Optional<String> guess = queues.guess(id);
        if (guess.isPresent()) {
            Optional<JobView> there = reader.find(guess.get(), id);
            if (there.isPresent()) {
                return there.get();
            }
        }
        List<String> holders = reader.holders(queues.names(), id);
        if (holders.size() > 1) {
            throw new AmbiguousJobException(id, holders);
        }
        return holders.stream()
                .findFirst()
                .flatMap(holder -> reader.find(holder, id))
                .orElseThrow(() -> new UnknownJobException(id));
    }
}

package io.yardmaster.engine.jobs;

import io.yardmaster.engine.queues.Routing;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.QueueStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes an {@link Enqueuer} for tests of other packages, whose jobs all have ids and queues, and a finder of jobs. */
public record Intake(JobStore jobs, JobReader reader, InstantSource clock) {
    /** Finds the queues of jobs. */
    public static JobFinder finder(JobReader reader, QueueStore queues) {
        return new JobFinder(reader, queues);
    }

    public Enqueuer enqueuer() {
        Routing routing = new Routing(type -> Optional.empty());
        return new Enqueuer(null, jobs, reader, events(), routing, clock);
    }

    /** Events that nobody hears. */
    public static JobEvents events() {
        return new JobEvents(List.of());
    }
}

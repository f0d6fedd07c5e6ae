package io.yardmaster.engine.jobs;

import io.yardmaster.store.JobReader;
import io.yardmaster.store.JobStore;
import java.time.InstantSource;
import java.util.List;

/** Makes an {@link Enqueuer} for tests of other packages, whose jobs all have ids. */
public record Intake(JobStore jobs, JobReader reader, InstantSource clock) {
    public Enqueuer enqueuer() {
        return new Enqueuer(null, jobs, reader, new JobEvents(List.of()), clock);
    }
}

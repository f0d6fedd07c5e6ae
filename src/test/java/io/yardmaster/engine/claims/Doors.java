package io.yardmaster.engine.claims;

import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.store.ClaimStore;
import io.yardmaster.store.JobReader;
import java.time.InstantSource;

/** Makes {@link Claims} for tests of other packages. */
public record Doors(ClaimStore store, JobReader reader, JobEvents events, InstantSource clock) {
    public Claims claims() {
        return new Claims(store, reader, events, clock);
    }
}

package io.yardmaster.engine.claims;

import io.yardmaster.engine.handler.RetryDelays;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.workflow.MemberEnds;
import io.yardmaster.store.ClaimStore;
import io.yardmaster.store.JobReader;
import java.time.InstantSource;

/** Makes {@link Claims} for tests of other packages. */
public record Doors(ClaimStore store, JobReader reader, JobEvents events, MemberEnds members, InstantSource clock) {
    /** Where no workflow listens. */
    public Doors(ClaimStore store, JobReader reader, JobEvents events, InstantSource clock) {
        this(store, reader, events, new MemberEnds(), clock);
    }

    public Claims claims() {
        return claims(new RetryDelays());
    }

    /** @param delays count the waits of retries */
    public Claims claims(RetryDelays delays) {
        return new Claims(store, reader, events, members, delays, clock);
    }
}

package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.claims.Settled;
import io.yardmaster.engine.worker.run.Run;
import java.util.Optional;
import java.util.function.Supplier;

/** A run that has ended, with what becomes of its job. */
record EndedRun(Run run, Supplier<Optional<Settled>> decision) {
    /** Decides on the thread that ended the run: a wait may be counted by code of the user, which may wait itself. */
    static EndedRun of(Run run, Claims claims) {
        try {
            Optional<Settled> settled = claims.finish(run.end());
            return new EndedRun(run, () -> settled);
        } catch (RuntimeException | Error fault) { // its slot must become free
            return new EndedRun(run, () -> {
                throw fault;
            });
        }
    }

    /** As {@link Claims#finish}; throws when nothing could be decided. */
    Optional<Settled> settled() {
        return decision.get();
    }

    String id() {
        return run.job.id();
    }
}

package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.job.attempt.Claim;
import java.util.HashSet;
import java.util.Set;

/** The open claims of a node, as a test says. */
final class OwnClaims implements Recoverer.Own {
    final Set<Claim> held = new HashSet<>();
    int renewals;

    @Override
    public boolean holds(String queue, Claim claim) {
        return held.stream()
                .anyMatch(one -> one.epoch() == claim.epoch() && one.owner().equals(claim.owner()));
    }

    @Override
    public void renew() {
        renewals++;
    }
}

package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Times;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model's part of workers, which remember also claims that are long over. */
final class ModelWorkers {
    private final ModelYard around;
    /** Every claim there ever was, with its jobs: what a late worker may still speak of. */
    private final Map<Claim, List<String>> claims = new LinkedHashMap<>();

    /** From which tick of the clock on a lease has ended. */
    private final Map<Claim, Integer> lapsed = new HashMap<>();

    ModelWorkers(ModelYard around) {
        this.around = around;
    }

    /** How many claims took jobs. */
    int claims() {
        return claims.size();
    }

    String claim() {
        boolean lapses = around.random().nextBoolean();
        String owner = "w" + around.random().nextInt(3);
        long leaseMs = lapses ? Yard.NO_LEASE : Yard.LEASE_MS;
        Turned turned = around.yard()
                .turn(new Turn(owner, leaseMs)
                        .want(around.random().nextInt(4), around.random().nextBoolean())
                        .types(around.random().nextBoolean() ? List.of("demo.noop") : List.of()));
        Claim claim = turned.claim(owner);
        List<String> ids = Yard.ids(turned);
        for (String id : ids) {
            assertThat(around.model().state(id)).as(id).isEqualTo(JobState.WAITING);
            around.model().hold(id, claim);
            around.locks().begins(id);
        }
        if (!ids.isEmpty()) {
            assertThat(claims.keySet()).allMatch(before -> before.epoch() < claim.epoch());
            claims.put(claim, ids);
            around.limits().allow(ids, around.model());
            lapsed.put(claim, around.clock().now() + (lapses ? 0 : 1));
        }
        return owner + " claims " + ids;
    }

    String complete() {
        Claim claim = anyClaim();
        List<String> ids = claim == null ? List.of() : claims.get(claim);
        if (ids.isEmpty()) {
            return "nothing";
        }
        String id = ids.get(around.random().nextInt(ids.size()));
        boolean repeated = around.model().wasCompletedBy(id, claim);
        boolean accepted = ModelKeys.isIdempotent(id)
                ? around.yard()
                        .settle(around.keys().completion(around.again(id), claim))
                        .isEmpty()
                : around.yard()
                        .turn(around.keys()
                                .completed(new Turn(claim.owner(), Yard.LEASE_MS).of(claim, claim.startedAt(), 1), id))
                        .refused()
                        .isEmpty();
        assertThat(accepted).isEqualTo(around.model().isHeld(id, claim) || repeated);
        if (around.model().isHeld(id, claim)) {
            around.model().complete(id, claim);
            around.keys().completes(id);
        }
        return claim + " completes " + id;
    }

    String settle() {
        Claim claim = anyClaim();
        List<String> ids = claim == null ? List.of() : claims.get(claim);
        if (ids.isEmpty()) {
            return "nothing";
        }
        String id = ids.get(around.random().nextInt(ids.size()));
        Settlement.To to = Settlement.To.values()[around.random().nextInt(Settlement.To.COMPLETED.ordinal())];
        boolean recovery = around.random().nextBoolean();
        boolean lives = lapsed.get(claim) > around.clock().now();
        Job written = around.again(id);
        Settlement one = Yard.settlement(
                claim,
                to,
                -1_000,
                written,
                Recount.failure(claim, to, around.random().nextInt(4)));
        List<Integer> refused =
                recovery ? around.yard().settleLapsed(one) : around.yard().settle(one);
        boolean open = around.model().isHeld(id, claim) && !(recovery && lives);
        assertThat(refused).isEqualTo(open ? List.of() : List.of(0));
        boolean accepted = open
                && (to == Settlement.To.CANCELLED
                        || to == Settlement.To.COMPLETED
                        || !around.model().wasAsked(id, claim));
        if (accepted) {
            settled(to, written);
        }
        return claim + " settles " + id + " " + to;
    }

    private void settled(Settlement.To to, Job written) {
        String id = written.id();
        around.model().put(id, Model.after(to));
        around.model().written.put(id, to == Settlement.To.RETRYING ? due(written) : written);
        around.locks().ends(id, Model.after(to));
    }

    /** The store says when it is due. */
    private Job due(Job job) {
        around.model().due.put(job.id(), around.clock().now());
        Times asked = job.times();
        long dueAt = around.yard()
                .reader
                .find(Yard.QUEUE, job.id())
                .orElseThrow()
                .job()
                .dueAt();
        Times times = new Times(asked.createdAt(), asked.firstDueAt(), dueAt);
        return new Job(job.id(), Yard.QUEUE, job.work(), job.rules(), times, job.past());
    }

    /** One of the last claims, or, every other time, one whose job still runs. */
    private Claim anyClaim() {
        if (around.random().nextBoolean() && !around.model().holds.isEmpty()) {
            List<String> running = around.model().in(JobState.ACTIVE);
            return around.model().holds.get(running.get(around.random().nextInt(running.size())));
        }
        List<Claim> all = List.copyOf(claims.keySet());
        int among = Math.min(all.size(), 12);
        return all.isEmpty() ? null : all.get(all.size() - 1 - around.random().nextInt(among));
    }
}

package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Random verbs on a store and on its model: after each of them Redis, read key by key, holds what the model knows. */
final class ModelVerbs {
    private final ModelYard around;
    private final ModelWorkers workers;
    private final Yard yard;
    private final Model model;
    private final ModelLimits limits;
    private final ModelKeys keys;
    private final Random random;
    private final long seed;

    ModelVerbs(Yard yard, long seed) {
        this.around = ModelYard.of(yard, seed);
        this.workers = new ModelWorkers(around);
        this.yard = yard;
        this.model = around.model();
        this.limits = around.limits();
        this.keys = around.keys();
        this.random = around.random();
        this.seed = seed;
    }

    /** Returns how many claims took jobs. @throws AssertionError with seed and step when the store differs from the model */
    int run(int steps) {
        for (int step = 0; step < steps; step++) {
            String at = "seed " + seed + ", step " + step;
            try {
                check(at + ": " + act());
            } catch (AssertionError differs) {
                throw new AssertionError(at + ": " + differs.getMessage(), differs);
            }
        }
        limits.everyJobThatWaitsIsClaimedInTheEnd(model);
        return workers.claims();
    }

    private String act() {
        return switch (random.nextInt(19)) {
            case 0, 1, 2 -> enqueue();
            case 3, 4, 5 -> workers.claim();
            case 6, 7 -> workers.complete();
            case 8 -> workers.settle();
            case 9 -> promote();
            case 10 -> move();
            case 11 -> limits.change(random);
            case 12 -> limits.pauseOrResume(random);
            case 13 -> keys.letTimePass(random);
            case 14 -> trim();
            default -> remove();
        };
    }

    private String enqueue() {
        List<Arrival> arrivals = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String id = around.anyId();
            if (ids.add(id)) {
                long dueAt = random.nextInt(4) == 0 ? Yard.AT - 1_000 : Yard.AT - 100_000;
                arrivals.add(new Arrival(around.past(id, dueAt), "h"));
            }
        }
        Map<Integer, JobStore.Holder> taken = yard.jobs.enqueue(Yard.QUEUE, arrivals);
        for (int i = 0; i < arrivals.size(); i++) {
            Job job = arrivals.get(i).job();
            boolean known = model.state(job.id()) != null || model.remembered.contains(job.id());
            String holder = known ? null : keys.holder(job.id());
            assertThat(taken.containsKey(i)).as(job.id()).isEqualTo(known || holder != null);
            if (holder != null) {
                assertThat(taken.get(i)).isEqualTo(new JobStore.Holder("unique", holder));
            } else if (!known) {
                keys.take(job.id());
                model.put(job.id(), job.dueAt() > job.createdAt() ? JobState.SCHEDULED : JobState.WAITING);
            }
        }
        return "enqueue " + ids;
    }

    private String promote() {
        List<String> due = new ArrayList<>(model.in(JobState.SCHEDULED));
        due.addAll(model.in(JobState.RETRYING));
        int moved = yard.jobs.promote(List.of(Yard.QUEUE), 100).getFirst().moved();
        assertThat(moved).isEqualTo(due.size());
        due.forEach(id -> model.put(id, JobState.WAITING));
        return "promote " + due;
    }

    private String move() {
        String id = around.anyId();
        JobState seen = seenState(id);
        JobState to = random.nextBoolean() ? JobState.WAITING : JobState.CANCELLED;
        boolean retried = to == JobState.WAITING && (seen == JobState.DEAD || seen == JobState.CANCELLED);
        Written written = retried ? new Written(around.past(id, Yard.AT), null) : Written.NOTHING;
        boolean moved = yard.jobs
                .move(Yard.QUEUE, List.of(new Move(id, seen, to, written)))
                .getFirst();
        boolean free = !retried || keys.holder(id) == null || keys.holder(id).equals(id);
        assertThat(moved).isEqualTo(model.state(id) == seen && free);
        if (moved && seen == JobState.ACTIVE) {
            model.ask(id);
        } else if (moved) {
            model.put(id, to);
            keys.ends(id, to);
            if (retried) {
                keys.take(id);
            }
        }
        return "move " + id + " " + seen + " " + to;
    }

    private String remove() {
        String id = around.anyId();
        JobState seen = seenState(id);
        if (seen == JobState.ACTIVE) {
            return "nothing";
        }
        boolean removed = !yard.jobs.remove(Yard.QUEUE, seen, null, List.of(id)).isEmpty();
        assertThat(removed).isEqualTo(model.state(id) == seen);
        if (removed) {
            forget(id);
        }
        return "remove " + id + " " + seen;
    }

    /** As upkeep does: of those that ended by then, and only while more than so many stay. */
    private String trim() {
        String id = around.anyId();
        JobState seen =
                List.of(JobState.DEAD, JobState.COMPLETED, JobState.CANCELLED).get(random.nextInt(3));
        long until = random.nextBoolean() ? 1 : Long.MAX_VALUE >> 10;
        int least = random.nextInt(4);
        boolean old = model.state(id) == seen && until > 1 && model.in(seen).size() > least;
        boolean trimmed = !yard.jobs
                .remove(Yard.QUEUE, Removal.old(seen, until, least), List.of(id))
                .isEmpty();
        assertThat(trimmed).as("trim " + seen + " by " + until).isEqualTo(old);
        if (trimmed) {
            forget(id);
        }
        return "trim " + id + " " + seen + " by " + until + " but " + least;
    }

    /** A job is gone. */
    private void forget(String id) {
        model.remove(id);
        keys.remove(id);
        // most are forgotten at once, so that ids come again
        if (random.nextInt(8) > 0) {
            yard.ask(Command.ZADD, yard.keys.of(Key.FORGET), 1, id);
            yard.jobs.forget(Yard.QUEUE);
            model.remembered.remove(id);
        }
    }

    private void check(String after) {
        assertThat(Census.of(yard)).as(after).isEqualTo(model.states);
        assertThat(yard.leases.active(Yard.QUEUE)).as(after).isEqualTo(model.holds);
        assertThat(yard.survey().counts()).as(after).isEqualTo(model.counts());
        limits.check(after, model);
        keys.check(after, model);
        Recount.agrees(yard, after);
        Set<String> records = Set.copyOf(Wire.texts(yard.ask(Command.HKEYS, yard.keys.of(Key.RECORDS))));
        assertThat(records).as(after).isEqualTo(model.states.keySet());
        Set<Long> leased = yard.leases.leases(Yard.QUEUE).keySet().stream()
                .map(Claim::epoch)
                .collect(Collectors.toSet());
        assertThat(leased)
                .as(after)
                .containsAll(model.holds.values().stream().map(Claim::epoch).toList());
    }

    /** The state that somebody takes a job to be in: every other time it is the right one. */
    private JobState seenState(String id) {
        JobState actual = model.state(id);
        return actual != null && random.nextBoolean()
                ? actual
                : JobState.values()[random.nextInt(JobState.values().length)];
    }
}

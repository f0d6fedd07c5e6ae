package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.record.RecordCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Random verbs on a store and on its model: after each of them Redis, read key by key, holds what the model knows. */
final class ModelVerbs {
    private final Yard yard;
    private final long seed;
    private ModelYard around;
    private ModelWorkers workers;
    private Model model;
    private ModelLimits limits;
    private ModelKeys keys;
    private ModelLocks locks;
    private Random random;

    ModelVerbs(Yard yard, long seed) {
        this.yard = yard;
        this.seed = seed;
    }

    /** Returns how many claims took jobs. @throws AssertionError with seed and step when the store differs from the model */
    int run(int steps) {
        try (ModelClock clock = ModelClock.of(yard)) {
            open(ModelYard.of(yard, seed, clock));
            for (int step = 0; step < steps; step++) {
                String at = "seed " + seed + ", step " + step;
                try {
                    String after = at + ": " + act();
                    yard.glance.during(yard.links, () -> check(after));
                } catch (AssertionError differs) {
                    throw new AssertionError(at + ": " + differs.getMessage(), differs);
                }
            }
            clock.end();
            limits.everyJobThatWaitsIsClaimedInTheEnd(model);
            return workers.claims();
        }
    }

    private void open(ModelYard opened) {
        around = opened;
        workers = new ModelWorkers(around);
        model = around.model();
        limits = around.limits();
        keys = around.keys();
        locks = around.locks();
        random = around.random();
    }

    private String act() {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> enqueue();
            case 4, 5, 6, 7, 8 -> workers.claim();
            case 9, 10 -> workers.complete();
            case 11, 12 -> workers.settle();
            case 13 -> promote();
            case 14 -> move();
            case 15 -> limits.change(random);
            case 16 -> limits.pauseOrResume(random);
            case 17 -> keys.letTimePass(random);
            case 18 -> trim();
            case 19 -> around.clock().step(random);
            case 20 -> locks.release(random);
            default -> remove();
        };
    }

    private String enqueue() {
        List<Arrival> arrivals = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String id = around.newId();
            if (ids.add(id)) {
                long dueAt = random.nextInt(4) == 0 ? Yard.AT - 1_000 : Yard.AT - 100_000;
                arrivals.add(new Arrival(around.past(id, dueAt), "h", ModelYard.laterId(id)));
            }
        }
        Map<Integer, JobStore.Holder> taken = yard.jobs.enqueue(Yard.QUEUE, arrivals);
        List<Arrival> outside = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (!arrives(arrivals.get(i), taken.get(i))) {
                outside.add(arrivals.get(i));
            }
        }
        outside.forEach(locks::leave);
        return "enqueue " + ids;
    }

    /** @param taken what the store says @return false where another job holds its key */
    private boolean arrives(Arrival arrival, JobStore.Holder taken) {
        Job job = arrival.job();
        boolean known = model.state(job.id()) != null || model.remembered.containsKey(job.id());
        String holder = known ? null : locks.holder(job.rules().unique());
        assertThat(taken != null).as(job.id()).isEqualTo(known || holder != null);
        if (holder != null) {
            assertThat(taken).isEqualTo(new JobStore.Holder("unique", holder));
            return false;
        }
        if (!known) {
            locks.take(job);
            model.put(job.id(), job.dueAt() > job.createdAt() ? JobState.SCHEDULED : JobState.WAITING);
            model.written.put(job.id(), job);
        }
        return true;
    }

    private String promote() {
        List<String> due = new ArrayList<>(model.in(JobState.SCHEDULED));
        int now = around.clock().now();
        model.in(JobState.RETRYING).stream()
                .filter(id -> model.due.get(id) <= now)
                .forEach(due::add);
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
        Written written = retried ? new Written(around.again(id), null) : Written.NOTHING;
        boolean moved = yard.jobs
                .move(Yard.QUEUE, List.of(new Move(id, seen, to, written)))
                .getFirst();
        String holder = retried ? locks.holder(written.job().rules().unique()) : null;
        assertThat(moved).isEqualTo(model.state(id) == seen && (holder == null || holder.equals(id)));
        if (moved && seen == JobState.ACTIVE) {
            model.ask(id);
        } else if (moved) {
            model.put(id, to);
            locks.ends(id, to);
            if (retried) {
                model.written.put(id, written.job());
                locks.take(written.job());
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
        locks.remove(id);
        if (!ModelYard.isGiven(id)) {
            return;
        }
        model.remembered.put(id, around.clock().now());
        // most are forgotten at once, so that ids come again
        if (random.nextInt(8) > 0) {
            yard.ask(Command.ZADD, yard.keys.of(Key.FORGET), 1, id);
            model.remembered.remove(id);
            keys.forget();
        }
    }

    private void check(String after) {
        assertThat(Census.of(yard)).as(after).isEqualTo(model.states);
        assertThat(yard.leases.active(Yard.QUEUE)).as(after).isEqualTo(model.holds);
        assertThat(yard.survey().counts()).as(after).isEqualTo(model.counts());
        limits.check(after, model);
        keys.check(after);
        Recount.agrees(yard, after);
        Map<String, String> written = new TreeMap<>();
        model.written.forEach((id, job) -> written.put(id, hex(RecordCodec.pack(job))));
        assertThat(records()).as(after).isEqualTo(written);
        Set<Long> leased = yard.leases.leases(Yard.QUEUE).keySet().stream()
                .map(Claim::epoch)
                .collect(Collectors.toSet());
        assertThat(leased)
                .as(after)
                .containsAll(model.holds.values().stream().map(Claim::epoch).toList());
    }

    private Map<String, String> records() {
        Map<String, String> records = new TreeMap<>();
        Response all = yard.ask(Command.HGETALL, yard.keys.of(Key.RECORDS));
        all.getKeys().forEach(id -> records.put(id, hex(all.get(id).toBytes())));
        return records;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The state that somebody takes a job to be in: every other time it is the right one. */
    private JobState seenState(String id) {
        JobState actual = model.state(id);
        return actual != null && random.nextBoolean()
                ? actual
                : JobState.values()[random.nextInt(JobState.values().length)];
    }
}

package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.JobStore.Move;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random verbs on few ids, by workers that remember also claims which are long over, against a model. After every verb
 * Redis, read key by key, holds each id in exactly the state that the model knows, under exactly that claim.
 */
class ModelTest {
    private static final int IDS = 30;
    private static final int STEPS = 800;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final Model model = new Model();
    /** Every claim there ever was, with its jobs: what a late worker may still speak of. */
    private final Map<Claim, List<String>> claims = new LinkedHashMap<>();

    private final Set<Claim> longLived = new HashSet<>();
    private Random random;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyIdIsInOneStateAfterEveryVerb(long seed) {
        random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            String verb = act();
            check("seed " + seed + ", step " + step + ": " + verb);
        }
        assertThat(claims.size()).isGreaterThan(STEPS / 20);
    }

    private String act() {
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> enqueue();
            case 3, 4, 5 -> claim();
            case 6, 7 -> complete();
            case 8 -> settle();
            case 9 -> promote();
            case 10 -> move();
            default -> remove();
        };
    }

    private String enqueue() {
        List<Arrival> arrivals = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String id = anyId();
            if (ids.add(id)) {
                long dueAt = random.nextInt(4) == 0 ? Yard.AT - 1_000 : Yard.AT - 100_000;
                arrivals.add(new Arrival(past(id, dueAt), "h"));
            }
        }
        Map<Integer, JobStore.Holder> taken = yard.jobs.enqueue(Yard.QUEUE, arrivals);
        for (int i = 0; i < arrivals.size(); i++) {
            Job job = arrivals.get(i).job();
            boolean known = model.state(job.id()) != null || model.remembered.contains(job.id());
            assertThat(taken.containsKey(i)).as(job.id()).isEqualTo(known);
            if (!known) {
                model.put(job.id(), job.dueAt() > job.createdAt() ? JobState.SCHEDULED : JobState.WAITING);
            }
        }
        return "enqueue " + ids;
    }

    private String claim() {
        boolean lapses = random.nextBoolean();
        String owner = "w" + random.nextInt(3);
        long leaseMs = lapses ? Yard.NO_LEASE : Yard.LEASE_MS;
        Turned turned = yard.turn(new Turn(owner, leaseMs)
                .want(random.nextInt(4), random.nextBoolean())
                .types(random.nextBoolean() ? List.of("demo.noop") : List.of()));
        Claim claim = turned.claim(owner);
        List<String> ids = Yard.ids(turned);
        for (String id : ids) {
            assertThat(model.state(id)).as(id).isEqualTo(JobState.WAITING);
            model.hold(id, claim);
        }
        if (!ids.isEmpty()) {
            assertThat(claims.keySet()).allMatch(before -> before.epoch() < claim.epoch());
            claims.put(claim, ids);
            if (!lapses) {
                longLived.add(claim);
            }
        }
        return owner + " claims " + ids;
    }

    private String complete() {
        Claim claim = anyClaim();
        List<String> ids = claim == null ? List.of() : claims.get(claim);
        if (ids.isEmpty()) {
            return "nothing";
        }
        String id = ids.get(random.nextInt(ids.size()));
        boolean repeated = model.wasCompletedBy(id, claim);
        Turn turn = new Turn(claim.owner(), Yard.LEASE_MS)
                .of(claim, claim.startedAt(), 1)
                .complete(id, "1", 1);
        boolean accepted = yard.turn(turn).refused().isEmpty();
        assertThat(accepted).isEqualTo(model.isHeld(id, claim) || repeated);
        if (model.isHeld(id, claim)) {
            model.complete(id, claim);
        }
        return claim + " completes " + id;
    }

    private String settle() {
        Claim claim = anyClaim();
        List<String> ids = claim == null ? List.of() : claims.get(claim);
        if (ids.isEmpty()) {
            return "nothing";
        }
        String id = ids.get(random.nextInt(ids.size()));
        Settlement.To to = Settlement.To.values()[random.nextInt(Settlement.To.values().length)];
        boolean recovery = random.nextBoolean();
        boolean lives = longLived.contains(claim);
        Settlement one = Yard.settlement(claim, to, -1_000, past(id, Yard.AT), null);
        List<Integer> refused = recovery ? yard.settleLapsed(one) : yard.settle(one);
        boolean accepted = model.isHeld(id, claim) && !(recovery && lives);
        assertThat(refused).isEqualTo(accepted ? List.of() : List.of(0));
        if (accepted) {
            model.put(id, after(to));
        }
        return claim + " settles " + id + " " + to;
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
        String id = anyId();
        JobState seen = seenState(id);
        JobState to = random.nextBoolean() ? JobState.WAITING : JobState.CANCELLED;
        boolean moved = yard.jobs
                .move(Yard.QUEUE, List.of(new Move(id, seen, to, Written.NOTHING)))
                .getFirst();
        assertThat(moved).isEqualTo(model.state(id) == seen);
        if (moved && seen != JobState.ACTIVE) {
            model.put(id, to);
        }
        return "move " + id + " " + seen + " " + to;
    }

    private String remove() {
        String id = anyId();
        JobState seen = seenState(id);
        if (seen == JobState.ACTIVE) {
            return "nothing";
        }
        boolean removed = !yard.jobs.remove(Yard.QUEUE, seen, null, List.of(id)).isEmpty();
        assertThat(removed).isEqualTo(model.state(id) == seen);
        if (removed) {
            model.remove(id);
            // most are forgotten at once, so that ids come again
            if (random.nextInt(8) > 0) {
                yard.ask(Command.ZADD, yard.keys.of(Key.FORGET), 1, id);
                yard.jobs.forget(Yard.QUEUE);
                model.remembered.remove(id);
            }
        }
        return "remove " + id + " " + seen;
    }

    private void check(String after) {
        assertThat(Census.of(yard)).as(after).isEqualTo(model.states);
        assertThat(yard.leases.active(Yard.QUEUE)).as(after).isEqualTo(model.holds);
        assertThat(yard.survey().counts()).as(after).isEqualTo(model.counts());
        Set<String> records = Set.copyOf(Wire.texts(yard.ask(Command.HKEYS, yard.keys.of(Key.RECORDS))));
        assertThat(records).as(after).isEqualTo(model.states.keySet());
        Set<Long> leased = yard.leases.leases(Yard.QUEUE).keySet().stream()
                .map(Claim::epoch)
                .collect(Collectors.toSet());
        assertThat(leased)
                .as(after)
                .containsAll(model.holds.values().stream().map(Claim::epoch).toList());
    }

    private String anyId() {
        return "id" + random.nextInt(IDS);
    }

    /** The state that somebody takes a job to be in: every other time it is the right one. */
    private JobState seenState(String id) {
        JobState actual = model.state(id);
        return actual != null && random.nextBoolean()
                ? actual
                : JobState.values()[random.nextInt(JobState.values().length)];
    }

    private Claim anyClaim() {
        List<Claim> all = List.copyOf(claims.keySet());
        int among = Math.min(all.size(), 12);
        return all.isEmpty() ? null : all.get(all.size() - 1 - random.nextInt(among));
    }

    private Job past(String id, long dueAt) {
        Tally tally = new Tally(0, random.nextInt(3), 0);
        Job job = Yard.job(id, 1 + random.nextInt(3), dueAt, tally);
        return new Job(id, Yard.QUEUE, job.work(), job.rules(), Times.of(Yard.AT - 100_000, dueAt), job.past());
    }

    private static JobState after(Settlement.To to) {
        return switch (to) {
            case RETRYING -> JobState.RETRYING;
            case DEAD -> JobState.DEAD;
            case CANCELLED -> JobState.CANCELLED;
            case WAITING, TYPED -> JobState.WAITING;
        };
    }
}

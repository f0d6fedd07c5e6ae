package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Past;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Mode;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The model's part of unique jobs: who holds a key until when, who takes whose place, and who runs after whom. */
final class ModelLocks {
    /** Between two ticks of the clock. */
    private static final double TTL_TICKS = 2.5;

    private static final long TTL_MS = 9_000_000;

    private static final List<Unique> ALL = List.of(
            lock(0, Until.START, Mode.SIMPLE),
            lock(0, Until.FINISH, Mode.KEEP_LAST),
            lock(0, Until.FINISH, Mode.KEEP_LAST),
            lock(0, Until.FINISH, Mode.DEBOUNCE),
            lock(0, Until.TTL, Mode.DEBOUNCE),
            lock(1, Until.FINISH, Mode.KEEP_LAST),
            lock(1, Until.FINISH, Mode.SIMPLE),
            lock(1, Until.TTL, Mode.SIMPLE),
            lock(1, Until.START, Mode.DEBOUNCE),
            lock(1, Until.FINISH, Mode.DEBOUNCE));

    private final Yard yard;
    private final Model model;
    private final ModelClock clock;
    private final Map<String, Lock> locks = new TreeMap<>();
    /** By key the job that runs after the holder. */
    private final Map<String, Job> next = new TreeMap<>();

    /** @param end in ticks of the clock; of a lock until a time */
    private record Lock(String id, Until until, double end) {
        boolean isOver(int now) {
            return until == Until.TTL && end <= now;
        }
    }

    ModelLocks(Yard yard, Model model, ModelClock clock) {
        this.yard = yard;
        this.model = model;
        this.clock = clock;
    }

    private static Unique lock(int key, Until until, Mode mode) {
        return new Unique("k" + key, TTL_MS, until, mode);
    }

    /** What makes a job unique; null for two of three. */
    static Unique unique(String id) {
        int number = Integer.parseInt(id.substring(2));
        return number % 3 == 0 ? ALL.get(number / 3 % ALL.size()) : null;
    }

    /** The job that keeps this one out, itself too; null when none does, or it needs no key. */
    String holder(Unique unique) {
        Lock lock = unique == null ? null : locks.get(unique.key());
        return lock == null || lock.isOver(clock.now()) ? null : lock.id();
    }

    void take(Job job) {
        take(job.id(), job.rules().unique());
    }

    private void take(String id, Unique unique) {
        if (unique != null) {
            locks.put(unique.key(), new Lock(id, unique.until(), clock.now() + TTL_TICKS));
        }
    }

    /** A job that was not let in leaves its work to the holder, or behind it. */
    void leave(Arrival arrival) {
        Job job = arrival.job();
        Unique unique = job.rules().unique();
        if (unique.mode() == Mode.SIMPLE) {
            return;
        }
        Lock lock = locks.get(unique.key());
        boolean debounced = unique.mode() == Mode.DEBOUNCE;
        JobState state = model.state(lock.id());
        if (state == JobState.SCHEDULED || state == JobState.WAITING) {
            Job old = model.written.get(lock.id());
            if (old.isSuspect() == job.isSuspect()) {
                replace(lock, old, job, debounced);
            }
        } else if (!debounced && lock.until() != Until.TTL) {
            next.put(
                    unique.key(),
                    new Job(arrival.laterId(), Yard.QUEUE, job.work(), job.rules(), job.times(), job.past()));
        }
    }

    private void replace(Lock lock, Job old, Job job, boolean debounced) {
        Unique unique = job.rules().unique();
        Work work =
                new Work(job.type(), job.payload(), old.priority(), job.work().tags());
        Times times = debounced ? new Times(old.createdAt(), job.times().firstDueAt(), job.dueAt()) : old.times();
        Past past = Past.of(new Tally(
                job.tally().failures(), old.tally().lost(), job.tally().snoozes()));
        boolean planned = model.state(lock.id()) == JobState.SCHEDULED;
        if (debounced && (planned || job.dueAt() > job.createdAt())) {
            model.put(lock.id(), JobState.SCHEDULED);
        }
        model.written.put(lock.id(), new Job(lock.id(), Yard.QUEUE, work, job.rules(), times, past));
        next.remove(unique.key());
        if (lock.until() != unique.until() || debounced) {
            take(lock.id(), unique);
        }
    }

    void begins(String id) {
        free(lock -> lock.id().equals(id) && lock.until() == Until.START);
    }

    void ends(String id, JobState to) {
        if (to.isFinal()) {
            free(lock -> lock.id().equals(id) && lock.until() != Until.TTL);
        }
    }

    void remove(String id) {
        free(lock -> lock.id().equals(id));
    }

    /** Somebody frees a key by hand. */
    String release(Random random) {
        String key = "k" + random.nextInt(2);
        boolean freed = new UniqueStore(yard.links, yard.queues, yard.clock).release(Yard.QUEUE, key);
        assertThat(freed).isEqualTo(locks.containsKey(key));
        Lock held = locks.get(key);
        free(lock -> lock == held);
        return "free " + key;
    }

    /** The time of a lock is over. */
    String letTimePass(Random random) {
        String key = "k" + random.nextInt(2);
        Lock lock = locks.get(key);
        if (lock != null && lock.until() == Until.TTL) {
            yard.ask(Command.ZADD, yard.keys.of(Key.LOCK_ENDS), 1, key);
            locks.put(key, new Lock(lock.id(), lock.until(), Double.NEGATIVE_INFINITY));
        }
        return "time passes for " + key;
    }

    private void free(Predicate<Lock> which) {
        List<String> freed = new ArrayList<>();
        locks.forEach((key, lock) -> {
            if (which.test(lock)) {
                freed.add(key);
            }
        });
        for (String key : freed) {
            locks.remove(key);
            Job job = next.remove(key);
            if (job != null && model.state(job.id()) == null) {
                model.put(job.id(), JobState.WAITING);
                model.written.put(job.id(), job);
                take(job);
            }
        }
    }

    void check(String after) {
        Map<String, String> held = new TreeMap<>();
        Map<String, String> timed = new TreeMap<>();
        locks.forEach((key, lock) -> {
            held.put(key, value(key, lock));
            if (lock.until() == Until.TTL) {
                timed.put(key, lock.id());
            }
        });
        assertThat(pairs(Key.UNIQUE)).as(after).isEqualTo(held);
        List<String> ends = Wire.texts(yard.ask(Command.ZRANGE, yard.keys.of(Key.LOCK_ENDS), 0, -1));
        assertThat(ends).as(after).containsExactlyInAnyOrderElementsOf(timed.keySet());
        Map<String, String> byJob = pairs(Key.LOCKS);
        timed.forEach((key, id) -> assertThat(byJob).as(after).containsEntry(id, key));
        assertThat(model.states.keySet()).as(after).containsAll(byJob.keySet());
        Map<String, String> kept = new TreeMap<>();
        pairs(Key.NEXT).forEach((key, value) -> kept.put(key, value.substring(0, value.indexOf('\n'))));
        Map<String, String> later = new TreeMap<>();
        next.forEach((key, job) -> later.put(key, job.id()));
        assertThat(kept).as(after).isEqualTo(later);
    }

    private String value(String key, Lock lock) {
        if (next.containsKey(key)) {
            return lock.until().kind() + "+" + lock.id();
        }
        return lock.until() == Until.FINISH ? lock.id() : lock.until().kind() + " " + lock.id();
    }

    private Map<String, String> pairs(Key key) {
        return new TreeMap<>(Wire.pairs(yard.ask(Command.HGETALL, yard.keys.of(key))));
    }
}

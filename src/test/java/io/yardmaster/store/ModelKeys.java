package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** The model's part of keys: those that unique jobs hold, and those under which results are stored. */
final class ModelKeys {
    private static final long TTL_MS = 86_400_000;
    private static final String TYPE = "demo.noop";

    private final Yard yard;
    private final Map<String, Lock> locks = new TreeMap<>();
    /** By field the job and its result, as the store writes it. */
    private final Map<String, String> stored = new TreeMap<>();

    /** A lock. @param isOver its time is over: it is there, and holds nobody back */
    private record Lock(String id, Until until, boolean isOver) {}

    ModelKeys(Yard yard) {
        this.yard = yard;
    }

    /** A third of the jobs is unique, several by one key; a quarter stores its result. */
    static Rules rules(String id) {
        Rules rules = ModelLimits.rules(id);
        Unique unique = unique(id);
        Rules locked = unique == null ? rules : rules.with(Option.UNIQUE, unique);
        return isIdempotent(id) ? locked.with(Option.IDEMPOTENCY_KEY, resultKey(id)) : locked;
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(2));
    }

    private static Unique unique(String id) {
        int number = number(id) / 3;
        Until until = Until.values()[number / 3 % Until.values().length];
        return number(id) % 3 == 0 ? new Unique("k" + number % 3, TTL_MS, until) : null;
    }

    static boolean isIdempotent(String id) {
        return number(id) % 4 == 1;
    }

    private static String resultKey(String id) {
        return "r" + number(id) / 4 % 3;
    }

    /** The job that holds the key of this one, itself too; null when none does, or it needs none. */
    String holder(String id) {
        Lock lock = unique(id) == null ? null : locks.get(unique(id).key());
        return lock == null || lock.isOver() ? null : lock.id();
    }

    void take(String id) {
        Unique unique = unique(id);
        if (unique != null) {
            locks.put(unique.key(), new Lock(id, unique.until(), false));
        }
    }

    void begins(String id) {
        locks.values().removeIf(lock -> lock.id().equals(id) && lock.until() == Until.START);
    }

    void ends(String id, JobState to) {
        if (to.isFinal()) {
            locks.values().removeIf(lock -> lock.id().equals(id) && lock.until() != Until.TTL);
        }
    }

    void completes(String id) {
        ends(id, JobState.COMPLETED);
        if (isIdempotent(id)) {
            stored.putIfAbsent(field(id), id + " \"of " + id + "\"");
        }
    }

    void remove(String id) {
        locks.values().removeIf(lock -> lock.id().equals(id));
    }

    /** The first result of a key is stored for others. */
    Settlement completion(Job job, Claim claim) {
        Settlement.StoredAs as = new Settlement.StoredAs(TTL_MS, TYPE, resultKey(job.id()));
        return Settlement.completion(job, claim, "\"of " + job.id() + "\"", claim.startedAt(), as);
    }

    private static String field(String id) {
        return Settlement.StoredAs.field(TYPE, resultKey(id));
    }

    /** The time of a lock, or of a stored result, is over. */
    String letTimePass(Random random) {
        if (random.nextBoolean() && !stored.isEmpty()) {
            String field = any(random, stored);
            yard.ask(Command.ZADD, yard.keys.of(Key.STORED_ENDS), 1, field);
            yard.jobs.forget(Yard.QUEUE);
            stored.remove(field);
            return "the result of " + field + " is over";
        }
        if (locks.isEmpty()) {
            return "nothing";
        }
        String key = any(random, locks);
        Lock lock = locks.get(key);
        if (lock.until() == Until.TTL) {
            yard.ask(Command.ZADD, yard.keys.of(Key.LOCK_ENDS), 1, key);
            locks.put(key, new Lock(lock.id(), lock.until(), true));
        }
        return "time passes for " + key;
    }

    private static String any(Random random, Map<String, ?> of) {
        List<String> all = new ArrayList<>(of.keySet());
        return all.get(random.nextInt(all.size()));
    }

    void check(String after, Model model) {
        Map<String, String> held = new TreeMap<>();
        locks.forEach((key, lock) -> held.put(key, lock.until().kind() + " " + lock.id()));
        assertThat(pairs(Key.UNIQUE)).as(after).isEqualTo(held);
        Set<String> ends = Set.copyOf(Wire.texts(yard.ask(Command.ZRANGE, yard.keys.of(Key.LOCK_ENDS), 0, -1)));
        assertThat(ends).as(after).isEqualTo(locks.keySet());
        Map<String, String> byJob = pairs(Key.LOCKS);
        locks.forEach((key, lock) -> assertThat(byJob).as(after).containsEntry(lock.id(), key));
        assertThat(new HashSet<>(model.states.keySet())).as(after).containsAll(byJob.keySet());
        assertThat(pairs(Key.STORED)).as(after).isEqualTo(stored);
        long bytes = stored.entrySet().stream()
                .mapToLong(one -> one.getKey().length() + one.getValue().length())
                .sum();
        String counted = Wire.text(yard.ask(Command.HGET, yard.keys.of(Key.META), "stored"));
        assertThat(counted == null ? 0 : Long.parseLong(counted)).as(after).isEqualTo(bytes);
    }

    private Map<String, String> pairs(Key key) {
        return new TreeMap<>(Wire.pairs(yard.ask(Command.HGETALL, yard.keys.of(key))));
    }
}

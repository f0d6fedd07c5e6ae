package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The model's part of the keys under which results are stored, and of ids that are remembered. */
final class ModelKeys {
    private static final long TTL_MS = 86_400_000;
    private static final String TYPE = "demo.noop";

    private final Yard yard;
    private final Model model;
    private final ModelClock clock;
    private final ModelLocks locks;
    /** By field the job and its result, as the store writes it. */
    private final Map<String, String> stored = new TreeMap<>();

    ModelKeys(Yard yard, Model model, ModelClock clock, ModelLocks locks) {
        this.yard = yard;
        this.model = model;
        this.clock = clock;
        this.locks = locks;
    }

    /** A third of the jobs is unique, several by one key; a quarter stores its result. */
    static Rules rules(String id) {
        Rules rules = ModelLimits.rules(id);
        Unique unique = ModelLocks.unique(id);
        Rules locked = unique == null ? rules : rules.with(Option.UNIQUE, unique);
        return isIdempotent(id) ? locked.with(Option.IDEMPOTENCY_KEY, resultKey(id)) : locked;
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(2));
    }

    static boolean isIdempotent(String id) {
        return number(id) % 4 == 1;
    }

    private static String resultKey(String id) {
        return "r" + number(id) / 4 % 3;
    }

    void completes(String id) {
        locks.ends(id, JobState.COMPLETED);
        if (isIdempotent(id)) {
            stored.putIfAbsent(field(id), id + " \"of " + id + "\"");
        }
    }

    /** A worker says that a job is completed, and the key that it let go of. */
    Turn completed(Turn turn, String id) {
        Job job = model.written.get(id);
        Unique unique = job == null ? null : job.rules().unique();
        boolean lets = unique != null && unique.until() == Unique.Until.FINISH;
        return turn.complete(id, "1", 1, lets ? unique.key() : null);
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
        if (random.nextBoolean() || stored.isEmpty()) {
            return locks.letTimePass(random);
        }
        String field = any(random, stored);
        yard.ask(Command.ZADD, yard.keys.of(Key.STORED_ENDS), 1, field);
        stored.remove(field);
        forget();
        return "the result of " + field + " is over";
    }

    /** Ids are remembered for an hour, which is a tick of the clock. */
    void forget() {
        yard.jobs.forget(Yard.QUEUE);
        model.remembered.values().removeIf(tick -> tick < clock.now());
    }

    private static String any(Random random, Map<String, ?> of) {
        List<String> all = new ArrayList<>(of.keySet());
        return all.get(random.nextInt(all.size()));
    }

    void check(String after) {
        locks.check(after);
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

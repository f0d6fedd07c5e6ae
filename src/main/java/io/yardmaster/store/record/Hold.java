package io.yardmaster.store.record;

import io.vertx.redis.client.Response;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.redis.Wire;
import java.util.function.BiConsumer;

/**
 * The value of an active job: {@code epoch start lane owner}. All jobs of a claim share it, and every later write of the
 * worker passes it: a write under another one is refused.
 */
public final class Hold {
    private Hold() {}

    public static String of(Claim claim) {
        return claim.epoch() + " " + claim.startedAt() + " " + claim.lane() + " " + claim.owner();
    }

    /** What is kept of a run that completed: its claim, with the start of the run in place of its own. */
    public static String ended(Claim claim, long startedAt) {
        return of(new Claim(claim.epoch(), startedAt, claim.owner(), claim.lane()));
    }

    /** The member of the leases: {@code epoch owner}. */
    public static String lease(Claim claim) {
        return claim.epoch() + " " + claim.owner();
    }

    /** The claim behind a value; of one edited by hand, a claim of epoch 0 by nobody. */
    public static Claim read(String hold) {
        String[] parts = hold.split(" ", 4);
        try {
            return new Claim(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[3], parts[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException edited) {
            return new Claim(0, 0, "nobody");
        }
    }

    /** Every id and claim of a reply to HGETALL or of a part of HSCAN. */
    public static void each(Response pairs, BiConsumer<String, Claim> action) {
        if (pairs.isMap()) {
            pairs.getKeys().forEach(id -> action.accept(id, read(pairs.get(id).toString())));
            return;
        }
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            action.accept(Wire.id(pairs.get(i)), read(pairs.get(i + 1).toString()));
        }
    }
}

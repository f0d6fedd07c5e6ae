package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.redis.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the groups of failures of a queue again, key by key, without any script. */
final class Recount {
    private Recount() {}

    /** Every dead job that has a fingerprint is in its group and in no other, and no other job is in one. */
    static void agrees(Yard yard, String after) {
        Map<String, Long> dead = scores(yard, yard.keys.of(Key.DEAD));
        Map<String, String> prints = prints(yard);
        assertThat(dead.keySet()).as(after).containsAll(prints.keySet());
        Map<String, String> grouped = new TreeMap<>();
        Set<String> filled = new HashSet<>();
        for (String key : Wire.texts(yard.ask(Command.KEYS, "ym:{q}:failure:*:dead"))) {
            String print = key.split(":")[3];
            filled.add(print);
            scores(yard, key).forEach((id, diedAt) -> {
                assertThat(grouped.put(id, print)).as(after).isNull();
                assertThat(diedAt).as(after).isEqualTo(dead.get(id));
            });
        }
        assertThat(grouped).as(after).isEqualTo(prints);
        List<String> open =
                Wire.texts(yard.ask(Command.ZRANGE, yard.keys.of(Key.FAILURES), "9007199254740991", "+inf", "BYSCORE"));
        assertThat(Set.copyOf(open)).as(after).isEqualTo(filled);
    }

    private static Map<String, Long> scores(Yard yard, Object key) {
        Map<String, Long> scores = new TreeMap<>();
        Wire.scored(yard.ask(Command.ZRANGE, key, 0, -1, "WITHSCORES"), scores::put);
        return scores;
    }

    /** How a job dies: in one of three ways, or, of kind 3, of nothing that is known. */
    static Attempt failure(Claim claim, Settlement.To to, int kind) {
        JobError error = JobError.of("Boom", "kind " + "abc".charAt(kind % 3)).in("demo.noop");
        return kind == 3 || to != Settlement.To.DEAD ? null : Yard.attempt(claim, 1, Attempt.End.FAILED, error);
    }

    private static Map<String, String> prints(Yard yard) {
        Response all = yard.ask(Command.HGETALL, yard.keys.of(Key.PRINTS));
        Map<String, String> prints = new TreeMap<>();
        all.getKeys().forEach(id -> prints.put(id, all.get(id).toString()));
        return prints;
    }
}

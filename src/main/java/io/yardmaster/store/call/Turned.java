package io.yardmaster.store.call;

import io.vertx.redis.client.Response;
import io.yardmaster.store.record.Claimed;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * What a turn brought.
 *
 * @param now epoch milliseconds by the store's clock: the start of the claimed jobs, the finish of the completed ones
 * @param epoch of the new claim; 0 when nothing was claimed
 * @param refused positions, from 0, of completions that were refused because their claim is not the current one
 * @param claimed the new jobs, next to run first
 */
public record Turned(long now, long epoch, List<Integer> refused, List<Claimed> claimed) {

    public static Turned read(String queue, Response answer) {
        int refusals = answer.get(2).toInteger();
        List<Integer> refused = new ArrayList<>(refusals);
        for (int i = 3; i < 3 + refusals; i++) {
            refused.add(answer.get(i).toInteger() - 1);
        }
        int first = 3 + refusals;
        List<Claimed> claimed = new ArrayList<>((answer.size() - first) / 2);
        for (int i = first; i + 1 < answer.size(); i += 2) {
            claimed.add(new Claimed(queue, Wire.id(answer.get(i)), Wire.raw(answer.get(i + 1))));
        }
        return new Turned(answer.get(0).toLong(), answer.get(1).toLong(), refused, claimed);
    }
}

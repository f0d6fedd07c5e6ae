package io.yardmaster.store.call;

import io.vertx.redis.client.Response;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.record.Claimed;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * What a turn brought.
 *
 * @param now epoch milliseconds by the store's clock: the start of the claimed jobs, the finish of the completed ones
 * @param epoch of the new claim; 0 when nothing was claimed
 * @param lane the lane that the jobs come from; empty when nothing was claimed
 * @param limitedUntil epoch milliseconds until which the queue is limited; 0 when it is not, {@link #UNTIL_AN_END} when
 *     as many of its jobs run as may run in total
 * @param lanes true when the queue has more than its plain lane
 * @param cut true when more waits in its plain lane, its only one, than the bytes of one answer allow
 * @param refused positions, from 0, of completions that were refused because their claim is not the current one
 * @param claimed the new jobs, next to run first
 */
public record Turned(
        long now,
        long epoch,
        String lane,
        long limitedUntil,
        boolean lanes,
        boolean cut,
        List<Integer> refused,
        List<Claimed> claimed) {

    public static final long UNTIL_AN_END = -1;

    private static final int FIXED = 6;

    public static Turned read(String queue, Response answer) {
        int refusals = answer.get(5).toInteger();
        List<Integer> refused = new ArrayList<>(refusals);
        for (int i = FIXED; i < FIXED + refusals; i++) {
            refused.add(answer.get(i).toInteger() - 1);
        }
        int first = FIXED + refusals;
        List<Claimed> claimed = new ArrayList<>((answer.size() - first) / 2);
        for (int i = first; i + 1 < answer.size(); i += 2) {
            claimed.add(new Claimed(queue, Wire.id(answer.get(i)), Wire.raw(answer.get(i + 1))));
        }
        String more = answer.get(4).toString();
        return new Turned(
                answer.get(0).toLong(),
                answer.get(1).toLong(),
                answer.get(2).toString(),
                answer.get(3).toLong(),
                "1".equals(more),
                "2".equals(more),
                refused,
                claimed);
    }

    /** The claim of the new jobs. @param owner who asked */
    public Claim claim(String owner) {
        return new Claim(epoch, now, owner, lane);
    }
}

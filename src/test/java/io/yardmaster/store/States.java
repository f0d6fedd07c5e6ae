package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Written;
import java.util.List;

/** Brings a waiting job, the next to be claimed, to a state by the verbs that bring jobs there. */
final class States {
    private States() {}

    static void put(Yard yard, String id, JobState state) {
        switch (state) {
            case WAITING -> {}
            case SCHEDULED, BLOCKED -> {
                yard.ask(Command.ZREM, yard.keys.of(Key.LANE), id);
                yard.ask(Command.ZADD, yard.keys.set(state), Yard.AT, id);
            }
            case CANCELLED ->
                yard.jobs.move(
                        Yard.QUEUE, List.of(new Move(id, JobState.WAITING, JobState.CANCELLED, Written.NOTHING)));
            case ACTIVE -> yard.hold("w", Yard.LEASE_MS, id);
            case COMPLETED -> yard.complete(yard.hold("w", Yard.LEASE_MS, id), id);
            case RETRYING -> settle(yard, id, Settlement.To.RETRYING);
            case DEAD -> settle(yard, id, Settlement.To.DEAD);
        }
    }

    private static void settle(Yard yard, String id, Settlement.To to) {
        Claim claim = yard.hold("w", Yard.LEASE_MS, id);
        Job job = yard.reader.find(Yard.QUEUE, id).orElseThrow().job();
        yard.settle(Yard.settlement(claim, to, 60_000, job, null));
    }
}

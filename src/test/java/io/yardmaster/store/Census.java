package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import io.yardmaster.job.JobState;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.redis.Wire;
import java.util.Map;
import java.util.TreeMap;

/** Reads every set of a queue whole, without any script, and finds each id in exactly one. */
final class Census {
    private Census() {}

    /** @throws AssertionError when an id is in two sets */
    static Map<String, JobState> of(Yard yard) {
        Map<String, JobState> all = new TreeMap<>();
        for (JobState state : JobState.values()) {
            if (state == JobState.ACTIVE) {
                note(all, yard.ask(Command.HKEYS, yard.keys.of(Key.ACTIVE)), state);
            } else {
                note(all, yard.ask(Command.ZRANGE, yard.keys.set(state), 0, -1), state);
            }
        }
        for (String lane : Wire.texts(yard.ask(Command.KEYS, "ym:{q}:lane:*"))) {
            if (!lane.endsWith(":lane:0")) {
                note(all, yard.ask(Command.ZRANGE, lane, 0, -1), JobState.WAITING);
            }
        }
        return all;
    }

    private static void note(Map<String, JobState> all, Response ids, JobState state) {
        for (String id : Wire.texts(ids)) {
            JobState other = all.put(id, state);
            if (other != null) {
                throw new AssertionError(id + " is " + other + " and " + state);
            }
        }
    }
}

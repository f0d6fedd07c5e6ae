package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.cluster.SettingsStore;
import io.yardmaster.store.redis.PatchedScript;
import io.yardmaster.store.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The model's part of time: the clock that scripts read jumps by hours, forward and back. */
final class ModelClock implements AutoCloseable {
    /** What passes between two steps of a run is far less than the tick of this clock. */
    private static final long TICK_MS = 3_600_000;

    private static final int MOST_TICKS = 11;
    private static final String KEY = "ym:{q}:clock";
    private static final String REAL = "return time[1] * 1000 + math.floor(time[2] / 1000)";

    private final Yard yard;
    private final List<PatchedScript> patched = new ArrayList<>();
    private int ticks;

    private ModelClock(Yard yard) {
        this.yard = yard;
        for (Script script : Script.values()) {
            patched.add(PatchedScript.of(script, REAL, REAL + " + (redis.call('GET', '" + KEY + "') or 0)"));
        }
    }

    static ModelClock of(Yard yard) {
        return new ModelClock(yard);
    }

    /** Hours that it is ahead. */
    int now() {
        return ticks;
    }

    String step(Random random) {
        set(random.nextInt(2 * MOST_TICKS + 1) - MOST_TICKS);
        return "the clock is " + ticks + " hours ahead";
    }

    /** Later than it ever was. */
    void end() {
        set(MOST_TICKS + 1);
    }

    private void set(int changed) {
        ticks = changed;
        yard.ask(Command.SET, KEY, ticks * TICK_MS);
        // else a step back holds the queue for hours, and nothing more happens in it
        yard.ask(Command.HDEL, yard.keys.of(Key.META), "held");
        new SettingsStore(yard.links).reopen(Yard.QUEUE);
    }

    @Override
    public void close() {
        patched.forEach(PatchedScript::close);
    }
}

package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.store.redis.PatchedScript;
import io.yardmaster.store.redis.Script;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten thousand random verbs on few ids, by workers that remember also claims which are long over, against a model. A failure
 * names its seed, which plays the same verbs again.
 */
class ModelTest {
    private static final int STEPS = 2_500;

    @RegisterExtension
    static final Yard yard = new Yard();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyIdIsInOneStateAfterEveryVerb(long seed) {
        assertThat(new ModelVerbs(yard, seed).run(STEPS)).isGreaterThan(STEPS / 40);
    }

    /** A fault as somebody might make it: text of a script, and what stands in its place. */
    enum Fault {
        NO_FENCE(Script.TURN, "if held[i] == hold then", "if held[i] then"),
        DOUBLE_PROMOTE(Script.PROMOTE, "redis.call('ZREM', KEYS[set], unpack(ids, 1, count))", ""),
        FORGOTTEN_UNLOCK(Script.SETTLE, "if locks and what then unlock", "if false then unlock"),
        /** The script looks whether the key is held, and leaves it to its caller to take it. */
        LOCK_TAKEN_OUTSIDE_THE_SCRIPT(Script.ENQUEUE, "if #holders > 0 then", "if false then"),
        /** The end of the one before it does not know of the job that was kept back. */
        KEEP_LAST_FORGOTTEN(Script.ENQUEUE, "redis.call('HSET', KEYS[7], key, held .. '+' .. holder)", ""),
        TRIM_OF_A_YOUNG_DEAD_JOB(Script.REMOVE, "tonumber(scores[i]) <= most and ", "");

        private final Script script;
        private final String right;
        private final String wrong;

        Fault(Script script, String right, String wrong) {
            this.script = script;
            this.right = right;
            this.wrong = wrong;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFaultOfAScriptIsCaught(Fault fault) {
        try (PatchedScript patched = PatchedScript.of(fault.script, fault.right, fault.wrong)) {
            assertThatThrownBy(this::runAllSeeds)
                    .as(patched.toString())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching("(?s)seed [1-4], step .*");
        }
    }

    private void runAllSeeds() {
        for (long seed = 1; seed <= 4; seed++) {
            yard.beforeEach(null);
            new ModelVerbs(yard, seed).run(STEPS);
        }
    }
}

package io.yardmaster;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what an idle machine does at once. Where the condition holds it costs nothing, and where the
 * machine is slow and busy with other things less is too little.
 */
public final class Patience {
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private Patience() {}

    public static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    /** @param what is awaited, for the message where it does not come */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE);
    }
}

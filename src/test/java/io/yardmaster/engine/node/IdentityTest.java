package io.yardmaster.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final long AT = 1_700_000_000_000L;
    private static final long SEVEN_MINUTES = 420_000;

    private long millis = AT + SEVEN_MINUTES;
    private long nanos = 5;
    private final Identity node = new Identity(() -> Instant.ofEpochMilli(millis), () -> nanos, "1");

    /** It is made while only the clock of its machine is known, which may be minutes ahead. */
    @Test
    void aNodeAheadStartedByTheClockOfTheStore() {
        assertThat(node.startedAt()).isEqualTo(AT + SEVEN_MINUTES);
        passes(3_000);
        millis -= SEVEN_MINUTES; // the store said its time
        assertThat(node.startedAt()).isEqualTo(AT);
        passes(60_000);
        assertThat(node.startedAt()).isEqualTo(AT);
    }

    @Test
    void aStartDoesNotMoveByASmallDifference() {
        passes(10_000);
        millis += 40;
        assertThat(node.startedAt()).isEqualTo(AT + SEVEN_MINUTES);
    }

    private void passes(long ms) {
        millis += ms;
        nanos += ms * 1_000_000;
    }
}

package io.yardmaster.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreClockTest {
    private static final long AT = 1_795_510_800_000L;
    private static final long MS = 1_000_000;

    private long ownMs = AT;
    private long nanos = -500 * MS;
    private final StoreClock clock = new StoreClock(() -> Instant.ofEpochMilli(ownMs), () -> nanos);

    @Test
    void untilTheStoreSpokeItIsTheMachinesClock() {
        assertThat(clock.millis()).isEqualTo(AT);
        pass(1_500);
        assertThat(clock.millis()).isEqualTo(AT + 1_500);
        assertThat(clock.aheadMs()).isZero();
    }

    @Test
    void aStepOfTheMachinesClockDoesNotMoveIt() {
        ownMs += 3_600_000;
        pass(10);
        assertThat(clock.millis()).isEqualTo(AT + 10);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(AT + 10));
        assertThat(clock.aheadMs()).isEqualTo(-3_600_000);
    }

    @Test
    void theStoresTimeIsThatOfTheMiddleOfTheCall() {
        long asked = clock.askedNanos();
        pass(100);
        clock.learn((AT + 420_000) * 1_000, asked);
        assertThat(clock.millis()).isEqualTo(AT + 420_050);
        assertThat(clock.aheadMs()).isEqualTo(419_950);
    }

    @Test
    void whatIsWithinTheDoubtOfTheCallChangesNothing() {
        long asked = clock.askedNanos();
        pass(10);
        clock.learn((AT + 12) * 1_000, asked);
        assertThat(clock.millis()).isEqualTo(AT + 10);
        asked = clock.askedNanos();
        clock.learn((AT + 13) * 1_000, asked);
        assertThat(clock.millis()).isEqualTo(AT + 13);
    }

    @Test
    void itCountsPartsOfMillisecondsToo() {
        StoreClock exact = new StoreClock(() -> Instant.ofEpochMilli(AT).plusNanos(999_000), () -> nanos);
        nanos += 1_000;
        assertThat(exact.millis()).isEqualTo(AT + 1);
    }

    private void pass(long ms) {
        ownMs += ms;
        nanos += ms * MS;
    }
}

package io.yardmaster.web.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrottleTest {
    /** Near the end of the long range, where System.nanoTime may be too. */
    private static final long START = Long.MAX_VALUE - 50;

    private final Throttle throttle = new Throttle(3, 100);

    @Test
    void letsABurstThroughAndThenOneAWhile() {
        assertThat(takes("a", START, 3)).isEqualTo(3);
        assertThat(throttle.take("a", START)).isFalse();
        assertThat(throttle.take("a", START + 99)).isFalse();
        assertThat(takes("a", START + 100, 2)).isEqualTo(1);
        assertThat(takes("a", START + 10_000, 5)).isEqualTo(3);
    }

    @Test
    void keepsKeysApart() {
        assertThat(takes("a", START, 5)).isEqualTo(3);
        assertThat(takes("b", START, 5)).isEqualTo(3);
    }

    @Test
    void givesBackWhatWasRight() {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.take("a", START)).isTrue();
            throttle.giveBack("a");
        }
        assertThat(takes("a", START, 5)).isEqualTo(3);
    }

    @Test
    void countsANeighbourhoodAsOneAddress() {
        assertThat(LoginThrottle.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(LoginThrottle.network("2001:db8:1:2:9:9:9:9"));
        assertThat(LoginThrottle.network("2001:db8:1:2::1")).isNotEqualTo(LoginThrottle.network("2001:db8:1:3::1"));
        assertThat(LoginThrottle.network("192.0.2.1")).isNotEqualTo(LoginThrottle.network("192.0.2.2"));
    }

    private int takes(String key, long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += throttle.take(key, now) ? 1 : 0;
        }
        return taken;
    }
}

package io.yardmaster.web.access.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.web.access.connection.ClientNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
    void countsANeighbourhoodAsOneAddress() throws UnknownHostException {
        assertThat(network("2001:db8:1:2:3:4:5:6")).isEqualTo(network("2001:db8:1:2:9:9:9:9"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
        assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
    }

    @Test
    void theTotalRefusesOnlyWhoFailedBefore() {
        LoginThrottle door = new LoginThrottle();
        for (int i = 0; i < 250; i++) {
            assertThat(door.take("network " + i)).isTrue();
        }
        assertThat(door.take("network 1")).isFalse();
        assertThat(door.take("the admin")).isTrue();
    }

    private static String network(String address) throws UnknownHostException {
        return ClientNetwork.of(InetAddress.getByName(address));
    }

    private int takes(String key, long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += throttle.take(key, now) ? 1 : 0;
        }
        return taken;
    }
}

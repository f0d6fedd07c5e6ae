package io.yardmaster.engine.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules rules = new AddressRules(List.of(), InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::127.0.0.1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::ffff:a00:1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::1]",
                "[100::1]",
                "[2001::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::]",
                "[3fff::1]",
                "[fc00::1]",
                "[fdff:ffff::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[::ffff:0:7f00:1]",
                "[::ffff:0:808:808]",
                "[4000::1]",
                "127.000.000.001",
                "010.0.0.1",
                "8.8.8.08",
                "2130706433",
                "127.1",
                "localhost"
            })
    void whatIsNotPublicIsRefused(String host) {
        assertThatThrownBy(() -> rules.resolve(host, 80))
                .satisfiesAnyOf(
                        refused -> assertThat(refused)
                                .isInstanceOf(RefusedAddressException.class)
                                .hasMessageContaining("YARDMASTER_HTTP_ALLOW"),
                        unreadable -> assertThat(unreadable).isInstanceOf(java.net.UnknownHostException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                "128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "198.17.255.255",
                "198.20.0.0", "223.255.255.255", "[2001:200::1]", "[2606:4700::1111]", "[2003::1]"
            })
    void whatIsPublicMayBeCalled(String host) throws Exception {
        InetSocketAddress resolved = rules.resolve(host, 8443);
        assertThat(resolved.getPort()).isEqualTo(8443);
        assertThat(resolved.isUnresolved()).isFalse();
    }

    @Test
    void anAllowedNetworkIsAllowedAndItsNeighbourIsNot() throws Exception {
        AddressRules allowing = new AddressRules(List.of("10.1.0.0/16", "fd00:1::/32"), InetAddress::getAllByName);
        assertThat(allowing.resolve("10.1.255.255", 80).getAddress().getHostAddress())
                .isEqualTo("10.1.255.255");
        assertThat(allowing.resolve("[fd00:1::5]", 80).getPort()).isEqualTo(80);
        assertThatThrownBy(() -> allowing.resolve("10.2.0.0", 80)).isInstanceOf(RefusedAddressException.class);
        assertThatThrownBy(() -> allowing.resolve("[fd00:2::5]", 80)).isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void anOpenedEndpointIsOneAddressAndOnePort() throws Exception {
        rules.open(new InetSocketAddress("127.0.0.1", 4711));
        assertThat(rules.resolve("127.0.0.1", 4711).getPort()).isEqualTo(4711);
        assertThatThrownBy(() -> rules.resolve("127.0.0.1", 4712)).isInstanceOf(RefusedAddressException.class);
        assertThatThrownBy(() -> rules.resolve("127.0.0.2", 4711)).isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "10.0.0.0", "10.0.0.0/33", "::/129", "host.example/8", "10.0.0/a", "10.0.0.0/-1"})
    void whatIsNoNetworkIsRefusedAtTheStart(String text) {
        assertThatThrownBy(() -> Network.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("YARDMASTER_HTTP_ALLOW");
    }
}

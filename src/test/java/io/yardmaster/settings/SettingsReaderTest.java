package io.yardmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.bulk.Settled;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.node.Settings.Demo;
import io.yardmaster.engine.node.Settings.NodeRole;
import io.yardmaster.engine.node.Settings.Pool;
import io.yardmaster.engine.node.Settings.Waits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    @Test
    void defaultsHoldWhereNothingIsSet() {
        assertThat(read(Map.of()))
                .isEqualTo(new Settings(
                        Set.of(NodeRole.WEB, NodeRole.WORKER),
                        List.of(new Pool(List.of(), 10)),
                        new Waits(30_000, 25_000, 86_400_000),
                        List.of(),
                        new Demo(false, false)));
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> set = Map.of(
                "yardmaster.roles", " worker ",
                "yardmaster.queues", "mail:4, a+b.c+D_1:6,*:10000",
                "yardmaster.lease-ms", "1000",
                "yardmaster.shutdown-ms", "0",
                "yardmaster.unknown-type-ms", "5000",
                "yardmaster.http-allow", "127.0.0.0/8 , fd00::/8,::1/128",
                "yardmaster.demo-handlers", "true",
                "yardmaster.demo-traffic", "true");
        assertThat(read(set))
                .isEqualTo(new Settings(
                        Set.of(NodeRole.WORKER),
                        List.of(
                                new Pool(List.of("mail"), 4),
                                new Pool(List.of("a", "b.c", "D_1"), 6),
                                new Pool(List.of(), 10_000)),
                        new Waits(1_000, 0, 5_000),
                        List.of("127.0.0.0/8", "fd00::/8", "::1/128"),
                        new Demo(true, true)));
    }

    @Test
    void recyclingIsOffUnlessItIsSet() {
        assertThat(recycle(Map.of())).isEqualTo(new Settings.Recycle(0, 0));
        assertThat(recycle(Map.of("yardmaster.recycle-jobs", "100000", "yardmaster.recycle-heap-percent", "90")))
                .isEqualTo(new Settings.Recycle(100_000, 90));
        for (String bad : List.of("49", "-1", "100", "0.9", "x")) {
            assertThatThrownBy(() -> recycle(Map.of("yardmaster.recycle-heap-percent", bad)))
                    .hasMessageContaining("YARDMASTER_RECYCLE_HEAP_PERCENT");
        }
    }

    @Test
    void blankIsNotSet() {
        assertThat(read(Map.of("yardmaster.queues", " ", "yardmaster.lease-ms", "")))
                .isEqualTo(read(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yardmaster.lease-ms    | 999                    | YARDMASTER_LEASE_MS is \"999\" but must be a whole number from 1000 to 600000.",
                "yardmaster.lease-ms    | 600001                 | YARDMASTER_LEASE_MS is \"600001\" but must be",
                "yardmaster.lease-ms    | 30s                    | YARDMASTER_LEASE_MS is \"30s\" but must be",
                "yardmaster.lease-ms    | 9999999999999999999999 | YARDMASTER_LEASE_MS is",
                "yardmaster.lease-ms    | 1e4                    | YARDMASTER_LEASE_MS is",
                "yardmaster.payload-bytes | 1000000              | YARDMASTER_PAYLOAD_BYTES is \"1000000\" but must be set in the environment, not in a file.",
                "yardmaster.payload-bytes | 1000001              | YARDMASTER_PAYLOAD_BYTES is \"1000001\" but must be a whole number from 1024 to 1000000.",
                "yardmaster.shutdown-ms | -1                     | YARDMASTER_SHUTDOWN_MS is \"-1\" but must be a whole number from 0 to 600000.",
                "yardmaster.roles       | web,boss               | YARDMASTER_ROLES is \"web,boss\" but must be web, worker or web,worker.",
                "yardmaster.roles       | ,                      | YARDMASTER_ROLES is",
                "yardmaster.http-allow  | 10.0.0.0               | YARDMASTER_HTTP_ALLOW is \"10.0.0.0\" but must be",
                "yardmaster.http-allow  | 10.0.0.0/33            | YARDMASTER_HTTP_ALLOW is",
                "yardmaster.http-allow  | 10.0.0.300/8           | YARDMASTER_HTTP_ALLOW is",
                "yardmaster.http-allow  | example.com/8          | YARDMASTER_HTTP_ALLOW is",
                "yardmaster.http-allow  | fd00::/129             | YARDMASTER_HTTP_ALLOW is",
                "yardmaster.http-allow  | fd00::1::2/8           | YARDMASTER_HTTP_ALLOW is",
                "yardmaster.http-allow  | 10.0.0.0/8,            | YARDMASTER_HTTP_ALLOW is",
                "yardmaster.demo-handlers | yes                  | YARDMASTER_DEMO_HANDLERS is \"yes\" but must be true or false.",
                "yardmaster.demo-traffic  | 1                    | YARDMASTER_DEMO_TRAFFIC is \"1\" but must be true or false."
            })
    void wrongValueNamesItsVariableAndWhatIsAllowed(String key, String value, String complaint) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "mail",
                "mail:",
                ":4",
                "mail:0",
                "mail:10001",
                "mail:-1",
                "mail:4:5",
                "mail:four",
                "*:1,*:2",
                "a:1,a:2",
                "a+a:2",
                "a+:2",
                "+:2",
                "a+*:2",
                "a:1,",
                ",",
                "-a:1",
                "a b:1",
                "{a}:1"
            })
    void queuesKeepToTheirGrammar(String value) {
        assertThatThrownBy(() -> read(Map.of("yardmaster.queues", value)))
                .isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("YARDMASTER_QUEUES is \"" + value + "\" but must be pools");
    }

    @Test
    void complaintsAreShortAndPrintable() {
        assertThatThrownBy(() -> read(Map.of("yardmaster.queues", "\u001b[31m" + "x".repeat(100_000))))
                .isInstanceOf(BadSettingException.class)
                .satisfies(thrown ->
                        assertThat(thrown.getMessage()).hasSizeLessThan(300).doesNotContain("\u001b"));
    }

    private static Settings.Recycle recycle(Map<String, String> values) {
        return new SettingsReader(Settled.with(values)).recycle();
    }

    private static Settings read(Map<String, String> values) {
        return new SettingsReader(Settled.with(values)).settings();
    }
}

package io.yardmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.bulk.Settled;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchSettingsTest {
    @Test
    void defaultsHoldWhereNothingIsSet() {
        assertThat(read(Map.of()))
                .isEqualTo(new LaunchSettings(
                        Path.of("data").toAbsolutePath(), null, null, "everysec", "127.0.0.1", 8080));
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> set = Map.of(
                "yardmaster.data-dir", "/tmp/x/../yard",
                "yardmaster.redis-url", "rediss://user:pass@store.example:6380/1",
                "yardmaster.redis-binary", "/opt/redis-server",
                "yardmaster.redis-appendfsync", "always",
                "yardmaster.admin-password", "a-long-secret",
                "quarkus.http.host", "0.0.0.0",
                "quarkus.http.port", "0");
        assertThat(read(set))
                .isEqualTo(new LaunchSettings(
                        Path.of("/tmp/yard"),
                        "rediss://user:pass@store.example:6380/1",
                        Path.of("/opt/redis-server"),
                        "always",
                        "0.0.0.0",
                        0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.7", "localhost", "::1"})
    void loopbackNeedsNoPassword(String host) {
        assertThat(read(Map.of("quarkus.http.host", host)).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quarkus.http.host            | 0.0.0.0         | QUARKUS_HTTP_HOST is \"0.0.0.0\" but other machines reach that address: set YARDMASTER_ADMIN_PASSWORD too.",
                "quarkus.http.host            | no such host    | QUARKUS_HTTP_HOST is \"no such host\" but must be an address",
                "quarkus.http.port            | 65536           | QUARKUS_HTTP_PORT is \"65536\" but must be a whole number from 0 to 65535.",
                "quarkus.http.port            | -1              | QUARKUS_HTTP_PORT is",
                "yardmaster.redis-appendfsync | no              | YARDMASTER_REDIS_APPENDFSYNC is \"no\" but must be everysec or always.",
                "yardmaster.redis-url         | http://x:1      | YARDMASTER_REDIS_URL must be an address such as redis:",
                "yardmaster.redis-url         | redis://h:70000 | YARDMASTER_REDIS_URL must be an address",
                "yardmaster.redis-url         | redis://h:0     | YARDMASTER_REDIS_URL must be an address",
                "yardmaster.redis-url         | redis://h/x     | YARDMASTER_REDIS_URL must be an address",
                "yardmaster.redis-url         | redis://%zz@h   | YARDMASTER_REDIS_URL must be an address",
                "yardmaster.redis-url         | redis://        | YARDMASTER_REDIS_URL must be",
                "yardmaster.redis-url         | localhost:6379  | YARDMASTER_REDIS_URL must be"
            })
    void wrongValueNamesItsVariableAndWhatIsAllowed(String key, String value, String complaint) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void pathThatIsNoneIsRefused() {
        assertThatThrownBy(() -> read(Map.of("yardmaster.data-dir", "a\0b")))
                .isInstanceOf(BadSettingException.class)
                .hasMessage("YARDMASTER_DATA_DIR is \"a?b\" but must be a path of this system.");
    }

    @Test
    void secretsAreNeverShown() {
        String url = "redis://user:hush@host with blanks";
        assertThatThrownBy(() -> read(Map.of("yardmaster.redis-url", url)))
                .isInstanceOf(BadSettingException.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("hush"));
        assertThat(read(Map.of("yardmaster.redis-url", "redis://user:hush@host"))
                        .toString())
                .doesNotContain("hush");
    }

    private static LaunchSettings read(Map<String, String> values) {
        return LaunchSettings.read(Settled.with(values));
    }
}

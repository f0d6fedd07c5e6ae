package io.yardmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.web.access.AccessSettings;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpBenchTest {
    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    AccessSettings access;

    @Test
    void aStartedServerIsDrivenOverItsApi() throws Exception {
        URI server = URI.create("http://127.0.0.1:" + port);
        BenchOptions options = BenchOptions.parse("--http", "--json", "--jobs", "1000", "--url", server.toString());
        String credentials = HttpTarget.credentials(Map.of("YARDMASTER_ADMIN_PASSWORD", access.adminPassword()));
        JsonNode told =
                new ObjectMapper().readTree(new HttpBench(options, new HttpTarget(server, credentials), 0.1).measure());
        assertThat(told.at("/jobs").asInt()).isEqualTo(1_000);
        assertThat(told.at("/slots").asInt()).isPositive();
        assertThat(told.at("/bulkEnqueuePerSecond").asDouble()).isPositive();
        assertThat(told.at("/drainPerSecond").asDouble()).isPositive();
        assertThat(told.at("/single"))
                .extracting(one -> one.get("callers").asInt())
                .containsExactly(1, 16, 64);
        assertThat(told.at("/single/0/p99Ms").asDouble())
                .isGreaterThanOrEqualTo(told.at("/single/0/p50Ms").asDouble());
    }

    @Test
    void onlyThisMachineIsDriven() {
        assertThatThrownBy(() -> new HttpTarget(URI.create("http://192.0.2.1:8080"), "Bearer x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
        assertThatThrownBy(() -> new HttpTarget(URI.create("file:///etc/passwd"), "Bearer x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() {
        assertThatThrownBy(() -> BenchOptions.parse("--jobs", "5")).hasMessageContaining("1000..5000000");
        assertThatThrownBy(() -> BenchOptions.parse("--url")).hasMessageContaining("--url");
        assertThatThrownBy(() -> BenchOptions.parse("--fast")).hasMessageContaining("not --fast");
    }
}

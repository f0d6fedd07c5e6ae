package io.yardmaster.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckupTest {
    private static final Map<String, String> GOOD = Map.of(
            "redis_version", "7.0.15",
            "maxmemory_policy", "noeviction",
            "aof_enabled", "1",
            "aof_last_write_status", "ok",
            "maxmemory", "0",
            "used_memory", "1000");

    @Test
    void aGoodOneHasNothing() {
        assertThat(Checkup.of(GOOD, 1_000)).isEmpty();
        assertThat(Checkup.of(with("valkey_version", "8.0.1"), -1_000)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version, 6.2.14, true, too old",
        "redis_version, '', true, too old",
        "maxmemory_policy, volatile-ttl, true, noeviction",
        "aof_enabled, 0, false, appendonly yes",
        "aof_last_write_status, err, false, could not write",
        "maxmemory, 1250, false, 80 % full"
    })
    void eachFaultIsOneFinding(String name, String value, boolean refused, String part) {
        List<Checkup.Finding> found = Checkup.of(with(name, value), 0);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().refused()).isEqualTo(refused);
        assertThat(found.getFirst().sentence()).contains(part);
    }

    @Test
    void clocksMoreThanASecondApartAreAFinding() {
        assertThat(Checkup.of(GOOD, 1_001).getFirst().sentence()).contains("1001 ms behind the store's");
        assertThat(Checkup.of(GOOD, -5_000).getFirst().sentence()).contains("5000 ms ahead of the store's");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> info = new HashMap<>(GOOD);
        info.put(name, value);
        return info;
    }
}

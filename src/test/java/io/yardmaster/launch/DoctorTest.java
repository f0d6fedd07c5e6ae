package io.yardmaster.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.bulk.Settled;
import io.yardmaster.store.Yard;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @RegisterExtension
    static final Yard yard = Yard.outside();

    @TempDir
    Path dir;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @AfterEach
    void asItWas() {
        yard.ask(Command.CONFIG, "SET", "maxmemory-policy", "noeviction");
    }

    @Test
    void aGoodRedisIsFoundGoodAndNothingIsWritten() {
        assertThat(examine(Map.of("yardmaster.redis-url", yard.address().uri())))
                .isTrue();
        assertThat(said())
                .contains("ok       Java", "ok       Settings", "answers")
                .doesNotContain("refused");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void whatAStartWouldRefuseIsRefused() {
        yard.ask(Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lru");
        assertThat(examine(Map.of("yardmaster.redis-url", yard.address().uri())))
                .isFalse();
        assertThat(said()).contains("refused  Redis would evict jobs: its maxmemory-policy is allkeys-lru");
    }

    @Test
    void anAddressThatNobodyAnswersIsRefused() {
        assertThat(examine(Map.of("yardmaster.redis-url", "redis://127.0.0.1:1/0")))
                .isFalse();
        assertThat(said()).contains("refused  Redis cannot be reached");
    }

    @Test
    void aWrongSettingIsNamed() {
        assertThat(examine(Map.of("yardmaster.redis-url", "http://x"))).isFalse();
        assertThat(said()).contains("refused  YARDMASTER_REDIS_URL");
    }

    @Test
    void withoutARedisAStartBeginsOne() throws Exception {
        assertThat(examine(Map.of())).isTrue();
        assertThat(said()).contains("a start begins one");
        Files.writeString(dir.resolve("file"), "");
        assertThat(examine(Map.of("yardmaster.data-dir", dir.resolve("file").toString())))
                .isFalse();
        assertThat(said()).contains("cannot be written");
    }

    private boolean examine(Map<String, String> set) {
        Map<String, String> all = new HashMap<>(Map.of("yardmaster.data-dir", dir.toString()));
        all.putAll(set);
        return Doctor.examine(Settled.with(all), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}

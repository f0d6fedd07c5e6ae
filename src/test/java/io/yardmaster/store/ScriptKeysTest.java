package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys that a script is given are those that its header names, in the same order. */
class ScriptKeysTest {
    private static final Pattern KEYS = Pattern.compile("(?s)-- KEYS (.*?)\n-- ARGV");

    @ParameterizedTest
    @MethodSource("scripts")
    void theHeaderNamesTheKeysThatAreBound(Script script) throws IOException {
        List<String> bound = Keys.bound(script).stream().map(Key::word).toList();
        assertThat(headed(script)).isEqualTo(bound);
    }

    static Stream<Script> scripts() {
        return Stream.of(Script.values()).filter(script -> !Keys.bound(script).isEmpty());
    }

    private static List<String> headed(Script script) throws IOException {
        Path file = Path.of("src/main/resources/lua", script.name().toLowerCase(Locale.ROOT) + ".lua");
        String keys = KEYS.matcher(Files.readString(file))
                .results()
                .map(hit -> hit.group(1).replace("\n--", " "))
                .findFirst()
                .orElseThrow();
        return Stream.of(keys.split(","))
                .map(key -> key.strip().replaceFirst("^[0-9]+ ", ""))
                .toList();
    }
}

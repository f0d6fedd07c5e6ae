package io.yardmaster;

import static io.yardmaster.Patience.PATIENCE;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose machine's clock is seven minutes ahead, beside one whose clock is right. */
class SkewedNodeIT {
    private static final String SEVEN_MINUTES_AHEAD = """
            #define _GNU_SOURCE
            #include <sys/syscall.h>
            #include <time.h>
            #include <unistd.h>
            int clock_gettime(clockid_t id, struct timespec *at) {
                int failed = syscall(SYS_clock_gettime, id, at);
                if (!failed && id == CLOCK_REALTIME) at->tv_sec += 420;
                return failed;
            }
            """;

    /** What a busy machine measures of them: less than five seconds more or less. */
    private static final String ABOUT_SEVEN_MINUTES = "(7 m|7 m [1-4] s|6 m 5[5-9] s)";

    @TempDir
    Path temp;

    @Test
    void isNamedAsSkewedAndStartedByTheStoresClock() throws Exception {
        Optional<Path> shim = Shim.compiled(temp, SEVEN_MINUTES_AHEAD);
        assumeThat(shim).as("a compiler").isPresent();
        Path dir = temp.resolve("data");
        Instant begun = Instant.now();
        try (ServerProcess right = up(dir, Map.of())) {
            Map<String, String> set = Map.of(
                    "YARDMASTER_REDIS_URL",
                    redis(dir),
                    "LD_PRELOAD",
                    shim.orElseThrow().toString());
            try (ServerProcess ahead = up(temp.resolve("ahead"), set)) {
                String name = ":" + ahead.pid();
                await().until(() -> node(right, name) != null && node(ahead, name) != null);
                for (ServerProcess asked : new ServerProcess[] {right, ahead}) {
                    JsonNode node = node(asked, name);
                    assertThat(node.path("storeAheadMs").asLong()).isBetween(-425_000L, -415_000L);
                    assertThat(Instant.parse(node.path("startedAt").asText()))
                            .isBetween(begun.minusSeconds(60), Instant.now());
                    assertThat(Instant.parse(node.path("lastSeenAt").asText()))
                            .isBefore(Instant.now().plusSeconds(1));
                    assertThat(seen(asked, "/workers"))
                            .containsPattern(ABOUT_SEVEN_MINUTES + " ahead")
                            .doesNotContain("in 6 m", "in 7 m");
                    assertThat(seen(asked, "/system"))
                            .contains(name + ": clock")
                            .containsPattern(ABOUT_SEVEN_MINUTES + " ahead of the store's")
                            .doesNotContain("in 6 m", "in 7 m");
                }
                assertThat(seen(ahead, "/system")).containsPattern("clock of this machine is 4[12][0-9]{4} ms ahead");
                ahead.signal("TERM");
                ahead.exitCode(PATIENCE);
            }
            right.signal("TERM");
            right.exitCode(PATIENCE);
        }
    }

    private static ServerProcess up(Path dir, Map<String, String> set) throws IOException {
        ServerProcess server = ServerProcess.start(dir, set);
        await().until(server::isUp);
        return server;
    }

    private static JsonNode node(ServerProcess asked, String name) throws IOException, InterruptedException {
        for (JsonNode node : asked.json("/api/v1/workers").path("items")) {
            if (node.path("node").asText().endsWith(name)) {
                return node;
            }
        }
        return null;
    }

    private static String seen(ServerProcess asked, String page) throws IOException, InterruptedException {
        return asked.get(page).body().replace('\u00a0', ' ').replace("&#39;", "'");
    }

    /** Where the own Redis of a server answers. */
    private static String redis(Path dir) throws IOException {
        String conf = Files.readString(dir.resolve("redis.conf"));
        return "redis://:" + value(conf, "requirepass") + "@127.0.0.1:" + value(conf, "port") + "/0";
    }

    private static String value(String conf, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(conf);
        assertThat(line.find()).as(name).isTrue();
        return line.group(1);
    }
}

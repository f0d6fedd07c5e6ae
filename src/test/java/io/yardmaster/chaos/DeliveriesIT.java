package io.yardmaster.chaos;

import static io.yardmaster.Patience.await;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.yardmaster.ServerProcess;
import io.yardmaster.handlers.webhook.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes are killed while they deliver: every event arrives, under the one id that it was given. */
class DeliveriesIT {
    private static final int EVENTS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    Path dir;

    private final Receiver receiver = new Receiver();
    private OutsideRedis redis;
    private Site web;
    private Site first;
    private Site second;

    @BeforeEach
    void start() throws Exception {
        redis = OutsideRedis.start(dir.resolve("redis"));
        web = new Site(dir.resolve("web"), redis, "web", 1);
        first = new Site(dir.resolve("a"), redis, "worker", 4);
        second = new Site(dir.resolve("b"), redis, "worker", 4);
        Stream.of(web, first, second).forEach(Site::awaitUp);
    }

    @AfterEach
    void stop() {
        Stream.of(web, first, second).forEach(Site::close);
        receiver.close();
        redis.close();
    }

    @Test
    void nothingIsLostAndEachEventHasOneId() throws Exception {
        ServerProcess server = web.awaitUp();
        server.put("/api/v1/webhooks/ops", "{\"url\": \"" + receiver.url() + "\"}");
        for (int i = 0; i < EVENTS; i++) {
            if (i % 2 == 0) {
                receiver.hangs();
            }
        }
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < EVENTS; i++) {
            sent.add(server.post("/api/v1/webhooks/ops/test", "").path("id").asText());
        }
        assertThat(sent).hasSize(EVENTS);
        await().atMost(PATIENCE).until(() -> receiver.heard().size() >= EVENTS / 2);
        first.kill();
        second.kill();
        first.start();
        second.start();
        await().atMost(PATIENCE).until(() -> succeeded(server).containsAll(sent));
        assertThat(heard()).isEqualTo(sent);
    }

    private Set<String> heard() {
        return receiver.heard().stream().map(Receiver.Heard::id).collect(toSet());
    }

    /** The ids that the log of the webhook says were taken. */
    private static Set<String> succeeded(ServerProcess server) throws Exception {
        Set<String> ids = new HashSet<>();
        for (JsonNode entry :
                server.json("/api/v1/webhooks/ops/deliveries?limit=1000").path("items")) {
            if (entry.path("status").asInt() == 200) {
                ids.add(entry.path("id").asText());
            }
        }
        return ids;
    }
}

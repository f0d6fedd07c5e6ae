package io.yardmaster.engine.worker;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.chaos.OutsideRedis;
import io.yardmaster.store.redis.LinkThread;
import io.yardmaster.store.redis.RedisAddress;
import io.yardmaster.store.redis.RedisLink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilentLinkTest {
    @Test
    void aConnectionThatDiedWithoutAWordIsFoundWithinTenSeconds() throws Exception {
        Path dir = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "silent");
        Vertx vertx = Vertx.vertx();
        try (OutsideRedis redis = OutsideRedis.start(dir);
                Wiretap wire = new Wiretap(redis.port())) {
            RedisAddress address = new RedisAddress("redis://127.0.0.1:" + wire.port() + "/0", false);
            RedisLink link =
                    new RedisLink(new LinkThread(vertx), address, fresh -> fresh.send(Request.cmd(Command.PING)));
            link.open().get(60, TimeUnit.SECONDS);
            wire.loseAnswers();
            await().atMost(Duration.ofSeconds(15)) // ten, and room for a busy machine
                    .until(() -> !link.isUp());
            wire.cut();
            await().until(link::isUp);
            assertThat(link.calls()).isZero();
            link.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }
}

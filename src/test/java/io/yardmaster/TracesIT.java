package io.yardmaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program sends its spans to a collector, and works as ever where the collector is away. */
@Timeout(120)
class TracesIT {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @TempDir
    Path root;

    @Test
    void aCollectorHearsOfRunsAndOneThatIsAwayHarmsNothing() throws Exception {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
        try (ServerProcess server =
                ServerProcess.start(root.resolve("data"), Map.of("YARDMASTER_OTLP_ENDPOINT", endpoint))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> server.output().contains("Yardmaster answers at "));
            run(server, "first");
            assertThat(heard.poll(30, TimeUnit.SECONDS))
                    .contains("process demo.noop", "messaging.message.id", "first", "service.name", "yardmaster");
            collector.stop(0);
            run(server, "second");
            server.signal("TERM");
            assertThat(server.exitCode(Duration.ofSeconds(30))).isZero();
        }
    }

    private static void run(ServerProcess server, String id) throws Exception {
        server.post("/api/v1/jobs", "{\"type\": \"demo.noop\", \"id\": \"" + id + "\"}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.job(id).path("state").asText().equals("completed"));
    }
}

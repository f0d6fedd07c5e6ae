package io.yardmaster;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program sends its spans to a collector, and works as ever where the collector is away. */
@Timeout(300)
class TracesIT {
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

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
            await().until(server::isUp);
            run(server, "first");
            await().untilAsserted(() -> assertThat(String.join("", heard))
                    .contains("process demo.noop", "messaging.message.id", "first", "service.name", "yardmaster"));
            collector.stop(0);
            run(server, "second");
            server.signal("TERM");
            assertThat(server.exitCode(Duration.ofSeconds(60))).isZero();
        }
    }

    private static void run(ServerProcess server, String id) throws Exception {
        server.enqueue("{\"type\": \"demo.noop\", \"id\": \"" + id + "\"}");
        await().until(() -> server.job(id).path("state").asText().equals("completed"));
    }
}

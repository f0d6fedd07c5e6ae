package io.yardmaster;

import static io.yardmaster.Patience.PATIENCE;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts and stops the packaged program the way an operator, or bad luck, does. */
class LauncherIT {

    @TempDir
    Path temp;

    private Path dir;

    @BeforeEach
    void choose() {
        dir = temp.resolve("data");
    }

    /** A halted or killed server leaves its Redis behind, as it should; a test does not. */
    @AfterEach
    void sweep() {
        redis().ifPresent(ProcessHandle::destroy);
        await().until(() -> redis().isEmpty());
    }

    @Test
    void drainsOnCtrlCEndsItsRedisLastAndTellsItsPasswordOnce() throws Exception {
        String password;
        try (Held held = new Held();
                ServerProcess server = ServerProcess.up(dir, Map.of("YARDMASTER_HTTP_ALLOW", "127.0.0.0/8"))) {
            password = Files.readString(dir.resolve("admin-password")).strip();
            await().until(() -> server.output().contains("admin with the password " + password));
            server.enqueue(
                    "{\"type\": \"http.request\", \"payload\": {\"url\": \"" + held.url() + "\"}, \"id\": \"slow\"}");
            await().until(() -> server.job("slow").path("state").asText().equals("active"));
            server.signal("INT");
            await().until(() -> server.get("/q/health/ready").statusCode() == 503);
            assertThat(server.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(server.job("slow").path("state").asText()).isEqualTo("active");
            assertThat(redis()).isPresent();
            held.answer();
            assertThat(server.exitCode(PATIENCE)).isZero();
            assertThat(redis()).isEmpty();
            assertThat(dir.resolve("server.pid")).doesNotExist();
        }
        try (ServerProcess server = ServerProcess.up(dir)) {
            await().until(() -> server.output().contains("Sign in as admin"));
            assertThat(server.output()).doesNotContain(password).contains("admin-password");
            assertThat(server.job("slow").path("state").asText()).isEqualTo("completed");
            server.signal("HUP");
            assertThat(server.exitCode(PATIENCE)).isZero();
        }
    }

    @Test
    void secondSignalMeansNowAndEndsTheRedisToo() throws Exception {
        long redis;
        try (ServerProcess server = ServerProcess.up(dir)) {
            redis = redis().orElseThrow().pid();
            server.enqueue("{\"type\": \"demo.sleep\", \"payload\": {\"ms\": 60000}, \"id\": \"slow\"}");
            await().until(() -> server.job("slow").path("state").asText().equals("active"));
            server.signal("TERM");
            await().until(() -> server.get("/q/health/ready").statusCode() == 503);
            server.signal("TERM");
            assertThat(server.exitCode(PATIENCE)).isEqualTo(128 + 15);
            assertThat(server.output().strip())
                    .endsWith("The server's own Redis (pid " + redis + ") ends too: it writes what it holds first.");
        }
        await().until(() -> redis().isEmpty());
        try (ServerProcess server = ServerProcess.up(dir)) {
            assertThat(redis().orElseThrow().pid()).isNotEqualTo(redis);
            assertThat(server.output()).doesNotContain("Took over the Redis");
            assertThat(server.job("slow").path("id").asText()).isEqualTo("slow");
        }
    }

    @Test
    void killedServerIsSucceededOnTheSameRedisAndNoSecondServerComesIn() throws Exception {
        long redis;
        try (ServerProcess server = ServerProcess.up(dir)) {
            redis = redis().orElseThrow().pid();
            try (ServerProcess second = ServerProcess.start(dir, Map.of())) {
                assertRefused(
                        second, "The data directory " + dir + " is held by another server (pid " + server.pid() + ")");
            }
            server.signal("KILL");
            assertThat(server.exitCode(PATIENCE)).isEqualTo(128 + 9);
        }
        try (ServerProcess heir = ServerProcess.up(dir)) {
            assertThat(redis().orElseThrow().pid()).isEqualTo(redis);
            assertThat(heir.output()).contains("Took over the Redis").contains("(pid " + redis + ")");
        }
    }

    @Test
    void portInUseIsRefusedBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            try (ServerProcess server = ServerProcess.start(dir, Map.of("QUARKUS_HTTP_PORT", port))) {
                assertRefused(server, "Port " + port + " of 127.0.0.1 is in use");
                assertThat(dir.resolve("redis.conf")).doesNotExist();
            }
        }
    }

    /** One of each kind: Quarkus' own, one of ours, one that only a later room would ask for, and the store. */
    @ParameterizedTest
    @CsvSource({
        "QUARKUS_HTTP_PORT, abc, QUARKUS_HTTP_PORT cannot be read",
        "YARDMASTER_QUEUES, mail, YARDMASTER_QUEUES is",
        "YARDMASTER_METRICS_PUBLIC, maybe, YARDMASTER_METRICS_PUBLIC is",
        "YARDMASTER_REDIS_URL, redis://127.0.0.1:1, The store cannot be reached: Connection refused: /127.0.0.1:1; check"
    })
    void whatAnOperatorGotWrongIsOneSentence(String variable, String value, String sentence) throws Exception {
        try (ServerProcess server = ServerProcess.start(dir, Map.of(variable, value))) {
            assertRefused(server, sentence);
        }
        assertThat(redis()).isEmpty();
    }

    /** What a job calls, which ends when it is answered. */
    private static final class Held implements AutoCloseable {
        private final CountDownLatch answered = new CountDownLatch(1);
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Held() throws IOException {
            server.createContext("/", exchange -> {
                try (exchange) {
                    answered.await();
                    exchange.sendResponseHeaders(204, -1);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        void answer() {
            answered.countDown();
        }

        @Override
        public void close() {
            answer();
            server.stop(0);
        }
    }

    private static void assertRefused(ServerProcess server, String sentence) throws IOException, InterruptedException {
        assertThat(server.exitCode(PATIENCE)).isEqualTo(1);
        Stream<String> said = server.output().lines().filter(line -> !line.startsWith("WARNING: "));
        assertThat(said).singleElement().asString().startsWith(sentence).endsWith(".");
    }

    private Optional<ProcessHandle> redis() {
        return ServerProcess.redisOf(dir);
    }
}

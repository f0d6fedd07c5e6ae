package io.yardmaster;

import static io.yardmaster.Patience.PATIENCE;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is kept over a {@code kill -9} of the own Redis on a slow disk, where that was asked for. */
class AcknowledgedIT {
    private static final int CLIENTS = 4;
    private static final int KILLS = 3;
    /** So many more before each kill, at least. */
    private static final int ACKNOWLEDGED = 10;

    /** Each fdatasync takes 300 ms, as on a disk that is busy. While one is under way, everysec does not write at all. */
    private static final String SLOW_DISK = """
            #define _GNU_SOURCE
            #include <sys/syscall.h>
            #include <unistd.h>
            int fdatasync(int fd) { usleep(300000); return syscall(SYS_fdatasync, fd); }
            """;

    @TempDir
    Path temp;

    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void alwaysLosesNoAcknowledgedJob() throws Exception {
        String program = redisOnPath();
        assumeThat(program)
                .as("a redis-server of this system, which loads libraries")
                .isNotNull();
        Optional<Path> shim = Shim.compiled(temp, SLOW_DISK);
        assumeThat(shim).as("a compiler").isPresent();
        Path redis = Shim.program(temp, "redis-server", shim.orElseThrow(), program);
        Path dir = temp.resolve("data");
        Map<String, String> set =
                Map.of("YARDMASTER_REDIS_BINARY", redis.toString(), "YARDMASTER_REDIS_APPENDFSYNC", appendfsync());
        try (ServerProcess server = ServerProcess.start(dir, set)) {
            await().until(server::isUp);
            server.post("/api/v1/queues/held/pause", "");
            for (int kill = 0; kill < KILLS; kill++) {
                enqueueUntilKilled(server, dir, kill);
            }
            List<String> lost = acknowledged.stream()
                    .filter(id -> status(server, "/api/v1/jobs/" + id) == 404)
                    .toList();
            assertThat(lost).as("of %d acknowledged", acknowledged.size()).isEmpty();
            server.signal("TERM");
            server.exitCode(PATIENCE);
        }
    }

    /** A system property, so that the loss of everysec can be seen by hand. */
    private static String appendfsync() {
        return System.getProperty("yardmaster.test.appendfsync", "always");
    }

    private void enqueueUntilKilled(ServerProcess server, Path dir, int round) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client ->
                        Thread.ofPlatform().start(() -> enqueue(server, "r" + round + "-c" + client + "-", over)))
                .toList();
        int before = acknowledged.size();
        Thread.sleep(2_500);
        await().until(() -> acknowledged.size() > before + ACKNOWLEDGED); // also: the one that was killed is back
        long pid = Long.parseLong(Files.readString(dir.resolve("redis.pid")).strip());
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        over.set(true);
        for (Thread client : clients) {
            client.join();
        }
    }

    private void enqueue(ServerProcess server, String prefix, AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            String id = prefix + i;
            try {
                String body = "{\"type\": \"demo.noop\", \"queue\": \"held\", \"id\": \"" + id + "\"}";
                if (server.post("/api/v1/jobs", body).path("id").asText().equals(id)) {
                    acknowledged.add(id);
                }
            } catch (IOException unknown) {
                continue; // neither acknowledged nor refused
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** 200 or 404: anything else is said by a store that is not back yet. */
    private static int status(ServerProcess server, String path) {
        return await().pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> server.get(path).statusCode(), status -> status == 200 || status == 404);
    }

    private static String redisOnPath() {
        return List.of("/usr/bin/redis-server", "/usr/local/bin/redis-server", "/usr/bin/valkey-server").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null);
    }
}

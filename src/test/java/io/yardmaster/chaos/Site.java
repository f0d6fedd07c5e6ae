package io.yardmaster.chaos;

import static io.yardmaster.Patience.PATIENCE;

import io.yardmaster.Patience;
import io.yardmaster.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One node of the cluster: its processes, one after the other, on one data directory. */
final class Site implements AutoCloseable {

    private final Path dir;
    private final Map<String, String> settings;
    private final StringBuilder earlier = new StringBuilder();
    private ServerProcess server;

    /** @param roles as in YARDMASTER_ROLES */
    Site(Path dir, OutsideRedis redis, String roles, int slots) throws IOException {
        this(dir, redis.url(), roles, slots, Map.of());
    }

    /** @param more settings beside the usual ones */
    Site(Path dir, String url, String roles, int slots, Map<String, String> more) throws IOException {
        this.dir = dir;
        this.settings = new HashMap<>(Map.of(
                "YARDMASTER_REDIS_URL",
                url,
                "YARDMASTER_ROLES",
                roles,
                "YARDMASTER_QUEUES",
                "*:" + slots,
                // not so short that a node lapses when a busy machine forgets it for a while
                "YARDMASTER_LEASE_MS",
                "5000",
                "YARDMASTER_HTTP_ALLOW",
                "127.0.0.0/8",
                // what starts often must start fast
                "JDK_JAVA_OPTIONS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
        settings.putAll(more);
        start();
    }

    /** Starts it and does not wait. */
    void start() throws IOException {
        server = ServerProcess.start(dir, settings);
    }

    /** Waits until it listens; one that ended, because it found no Redis, is started again. */
    ServerProcess awaitUp() {
        Patience.await(dir + " is up").until(() -> {
            if (!server.isAlive()) {
                earlier.append(server.output());
                start();
            }
            return server.isUp();
        });
        return server;
    }

    void kill() throws IOException {
        server.close();
        earlier.append(server.output());
    }

    /** Ends it in order, and starts it again at once. Returns its exit code. */
    int restart() throws IOException, InterruptedException {
        server.signal("TERM");
        int code = server.exitCode(PATIENCE);
        earlier.append(server.output());
        start();
        return code;
    }

    /** Its exit code, when it ends in time. */
    int exitCode() throws InterruptedException {
        return server.exitCode(PATIENCE);
    }

    void signal(String name) throws IOException, InterruptedException {
        server.signal(name);
    }

    /** The end of its worker's id, which a process of it has. */
    boolean isWorker(String worker) {
        return Set.of(worker.split("-")).contains(String.valueOf(server.pid()));
    }

    /** All that its processes have printed. */
    String output() throws IOException {
        return earlier + server.output();
    }

    @Override
    public void close() {
        server.close();
    }
}

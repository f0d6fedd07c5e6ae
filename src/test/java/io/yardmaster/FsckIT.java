package io.yardmaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.chaos.OutsideRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./yardmaster fsck} at a server that runs: its exit status tells whether anything was found. */
class FsckIT {
    @TempDir
    Path temp;

    /** What a command printed, and its exit status. */
    private record Ended(int status, String output) {}

    @Test
    void theExitStatusTellsWhetherAnythingWasFound() throws Exception {
        Path dir = temp.resolve("data");
        try (OutsideRedis redis = OutsideRedis.start(temp.resolve("redis"));
                ServerProcess server = ServerProcess.start(dir, Map.of("YARDMASTER_REDIS_URL", redis.url()))) {
            Patience.await().until(server::isUp);
            int port = server.address().getPort();
            server.enqueue("{\"type\":\"demo.noop\",\"queue\":\"q\",\"id\":\"later\",\"delayMs\":600000}");
            assertThat(fsck(dir, port))
                    .isEqualTo(new Ended(0, "1 jobs checked, 0 findings, 0 repaired, 0 quarantined\n"));

            damage(redis);
            Ended found = fsck(dir, port, "--json");
            assertThat(found.status()).isEqualTo(1);
            assertThat(found.output()).startsWith("{").contains("\"found\":1", "\"leftover\"", "\"nobody\"");
            Ended mended = fsck(dir, port, "--repair");
            assertThat(mended.status()).isEqualTo(1);
            assertThat(mended.output())
                    .contains("1 findings, 1 repaired", "leftover  ym:{q}:results  nobody  repaired");
            assertThat(fsck(dir, port).status()).isZero();
        }
    }

    @Test
    void whatCannotBeCheckedIsNeitherWholeNorDamaged() throws Exception {
        Path dir = Files.createDirectories(temp.resolve("data"));
        Ended unknown = fsck(dir, FreePort.find(), "--mend");
        assertThat(unknown)
                .isEqualTo(new Ended(2, "yardmaster: fsck knows no option --mend; there are --repair and --json.\n"));
        Ended nobody = fsck(dir, FreePort.find());
        assertThat(nobody.status()).isEqualTo(2);
        assertThat(nobody.output()).contains("does not answer; is it started?");
    }

    /** A result of a job that is not there. */
    private static void damage(OutsideRedis redis) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write("HSET ym:{q}:results nobody 1\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                    .isEqualTo(":1\r\n");
        }
    }

    private static Ended fsck(Path dir, int port, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./yardmaster", "fsck"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("YARDMASTER_DATA_DIR", dir.toString());
        builder.environment().put("YARDMASTER_API_TOKEN", "it-token");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}

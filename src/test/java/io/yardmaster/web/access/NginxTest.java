package io.yardmaster.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.FreePort;
import io.yardmaster.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real nginx with nothing but {@code proxy_pass} before the server. */
@QuarkusTest
class NginxTest {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    @TestHTTPResource
    URI server;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events", "/live/overview"})
    void streamsComeThroughAtOnce(String path) throws Exception {
        findNginx();
        int port = FreePort.find();
        Files.writeString(dir.resolve("nginx.conf"), conf(port));
        Process nginx = new ProcessBuilder(NGINX.toString(), "-p", dir.toString(), "-c", "nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("said").toFile())
                .start();
        try {
            Patience.await().until(() -> answers(port));
            long asked = System.nanoTime();
            String said = firstEvent(port, path);
            assertThat(said).contains("text/event-stream");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
        } finally {
            nginx.destroy();
            nginx.onExit().join();
        }
    }

    @Test
    void continuousIntegrationHasNginx() {
        findNginx();
        assertThat(NGINX).isExecutable();
    }

    private static void findNginx() {
        boolean must = "true".equals(System.getenv("CI"));
        assumeTrue(must || Files.isExecutable(NGINX), "skipped: nginx is not installed (apt-get install nginx-light)");
    }

    private String conf(int port) {
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log stderr;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fast;
                  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                  server { listen 127.0.0.1:%d; location / { proxy_pass http://127.0.0.1:%d; } }
                }
                """.formatted(port, server.getPort());
    }

    /** What came until the first line of an event or a comment was whole. */
    private static String firstEvent(int port, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(15_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                    + "Authorization: Bearer test-token\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder said = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (!said.toString().matches("(?s).*\r\n\r\n.*(:|data:|event:)[^\n]*\n.*")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("ended after: " + said);
                }
                said.append((char) next);
            }
            return said.toString();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}

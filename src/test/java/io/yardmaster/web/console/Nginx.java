package io.yardmaster.web.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.yardmaster.FreePort;
import io.yardmaster.Patience;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A real nginx with TLS on the loopback, which passes every path on as it is, to nodes in turn. */
final class Nginx implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    private final Process process;
    private final Path dir;
    private final int port;

    private Nginx(Process process, Path dir, int port) {
        this.process = process;
        this.dir = dir;
        this.port = port;
    }

    /**
     * Starts it and waits until it listens. Where there is none the test is skipped, but never where {@code CI=true}.
     *
     * @param nodes host and port of each
     */
    static Nginx before(Path dir, List<String> nodes) throws IOException {
        boolean must = "true".equals(System.getenv("CI"));
        assumeTrue(
                must || Files.isExecutable(PROGRAM), "skipped: nginx is not installed (apt-get install nginx-light)");
        Path home = Files.createDirectories(dir.resolve("nginx"));
        certify(home);
        int port = FreePort.find();
        Files.writeString(home.resolve("nginx.conf"), conf(port, nodes));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-p", home.toString(), "-c", "nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile())
                .start();
        Patience.await().until(() -> answers(port));
        return new Nginx(process, home, port);
    }

    String address() {
        return "https://localhost:" + port;
    }

    /** Address of the node of every request so far, a line each. */
    String asked() throws IOException {
        return Files.readString(dir.resolve("asked"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static void certify(Path dir) throws IOException {
        Process openssl = new ProcessBuilder(
                        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
                                        + " -subj /CN=localhost -keyout key.pem -out cert.pem")
                                .split(" "))
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("openssl").toFile())
                .start();
        openssl.onExit().join();
    }

    private static String conf(int port, List<String> nodes) {
        String servers = nodes.stream().map(node -> "server " + node + ";").collect(Collectors.joining(" "));
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log stderr;
                events { worker_connections 256; }
                http {
                  log_format node '$upstream_addr';
                  access_log asked node;
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fast;
                  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                  upstream nodes { %s }
                  server {
                    listen 127.0.0.1:%d ssl;
                    ssl_certificate cert.pem;
                    ssl_certificate_key key.pem;
                    location / {
                      proxy_pass http://nodes;
                      proxy_set_header Host $http_host;
                      proxy_set_header X-Forwarded-For $remote_addr;
                      proxy_set_header X-Forwarded-Proto $scheme;
                    }
                  }
                }
                """.formatted(servers, port);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}

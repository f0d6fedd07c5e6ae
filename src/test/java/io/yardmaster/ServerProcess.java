package io.yardmaster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged program as a process of its own, with the token {@code it-token} and on a port of its choice. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ADDRESS = "Yardmaster answers at ";

    private final Process process;
    private final Path output;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it and does not wait. @param set environment variables beside the usual ones */
    public static ServerProcess start(Path dir, Map<String, String> set) throws IOException {
        Path output = Files.createTempFile(dir.getParent(), "server", ".out");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar"));
        command.add(
                Path.of(System.getProperty("yardmaster.jar")).toAbsolutePath().toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("YARDMASTER_") || name.startsWith("QUARKUS_"));
        builder.environment().put("YARDMASTER_DATA_DIR", dir.toString());
        builder.environment().put("YARDMASTER_API_TOKEN", "it-token");
        builder.environment().put("YARDMASTER_DEMO_HANDLERS", "true");
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(set);
        return new ServerProcess(builder.start(), output);
    }

    /** Starts it and waits until it listens. */
    public static ServerProcess up(Path dir) throws IOException {
        ServerProcess server = start(dir, Map.of());
        Awaitility.await().atMost(PATIENCE).until(() -> server.output().contains(ADDRESS));
        return server;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Where it says that it answers. */
    public URI address() throws IOException {
        return output().lines()
                .filter(line -> line.startsWith(ADDRESS))
                .map(line -> URI.create(line.substring(ADDRESS.length())))
                .findFirst()
                .orElseThrow();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(
                        send(request(path).POST(BodyPublishers.ofString(body))).body());
    }

    public JsonNode put(String path, String body) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(send(request(path).method("PUT", BodyPublishers.ofString(body)))
                        .body());
    }

    /** What a path answers. */
    public JsonNode json(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(path).body());
    }

    public JsonNode patch(String path, String body) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(send(request(path).method("PATCH", BodyPublishers.ofString(body)))
                        .body());
    }

    public JsonNode job(String id) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get("/api/v1/jobs/" + id).body());
    }

    /** Sends a signal, for example {@code INT}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    }

    /** Its exit code, when it ended in time. */
    public int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the server still runs after " + patience);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(address().resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer it-token");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

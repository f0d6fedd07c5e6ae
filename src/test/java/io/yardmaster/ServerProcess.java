package io.yardmaster;

import static io.yardmaster.Patience.PATIENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged program as a process of its own, with the token {@code it-token} and on a port of its choice. */
public final class ServerProcess implements AutoCloseable {
    private static final String ADDRESS = "Yardmaster answers at ";
    private static final Pattern SAID = Pattern.compile(ADDRESS + "\\S+\\R");
    /** A killed server leaves its Redis behind for whoever takes it over; the last test leaves none. */
    private static final Set<ProcessHandle> LEFT = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LEFT.forEach(ProcessHandle::destroyForcibly)));
    }

    private final Process process;
    private final Path dir;
    private final Path output;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process, Path dir, Path output) {
        this.process = process;
        this.dir = dir;
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
        return new ServerProcess(builder.start(), dir, output);
    }

    /** Starts it and waits until it listens. */
    public static ServerProcess up(Path dir) throws IOException {
        return up(dir, Map.of());
    }

    /** The same with more in its environment. */
    public static ServerProcess up(Path dir, Map<String, String> set) throws IOException {
        ServerProcess server = start(dir, set);
        Patience.await().until(server::isUp);
        return server;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has said so far, also where it is just writing a letter of more than one byte. */
    public String output() throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }

    /** Whether it has said, in a whole line, where it answers. */
    public boolean isUp() throws IOException {
        return SAID.matcher(output()).find();
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

    /** Enqueues a job under the id that its text names; again where a busy store could not take it just now. */
    public JsonNode enqueue(String job) {
        return Patience.await("is enqueued: " + job)
                .until(() -> post("/api/v1/jobs", job), answer -> answer.hasNonNull("id"));
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

    /** Ends it in order, its own Redis too. */
    public void stop() throws IOException, InterruptedException {
        signal("TERM");
        if (exitCode(PATIENCE) != 0) {
            throw new AssertionError("it ended with " + exitCode(PATIENCE) + ": " + output());
        }
    }

    /** Kills it, where it still runs. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        redisOf(dir).ifPresent(LEFT::add);
    }

    /** The own Redis of a server with that data directory, where one runs. */
    static Optional<ProcessHandle> redisOf(Path dir) {
        try {
            long pid = Long.parseLong(Files.readString(dir.resolve("redis.pid")).strip());
            return ProcessHandle.of(pid)
                    .filter(redis -> redis.info()
                            .command()
                            .filter(command ->
                                    command.contains("redis")) // a distribution may link redis-server to another name
                            .isPresent());
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(address().resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer it-token");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

package io.yardmaster.chaos;

import io.yardmaster.FreePort;
import io.yardmaster.Patience;
import io.yardmaster.store.own.RedisBinary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Redis that is not the server's own: syncs every write, can be killed, stopped and started again on its directory. */
public final class OutsideRedis implements AutoCloseable {
    private final Path dir;
    private final Map<String, String> environment;
    private final RedisBinary binary;
    private final int port;
    private Process process;

    private OutsideRedis(Path dir, Map<String, String> environment) throws IOException {
        this.environment = environment;
        this.dir = Files.createDirectories(dir);
        this.binary = RedisBinary.find("", dir);
        this.port = FreePort.find(); // still free after a kill
    }

    /** Starts it and waits until it listens. */
    public static OutsideRedis start(Path dir) throws IOException {
        return start(dir, Map.of());
    }

    /** The same with more in its environment. */
    static OutsideRedis start(Path dir, Map<String, String> environment) throws IOException {
        OutsideRedis redis = new OutsideRedis(dir, environment);
        redis.start();
        return redis;
    }

    public void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        binary.path().toAbsolutePath().toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always",
                        "--save",
                        "")
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(dir.resolve("log").toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        // where a test fails before it can close this
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Patience.await().until(this::listens);
    }

    public int port() {
        return port;
    }

    /** Sends one command and returns all that came within a moment. @param command without quotes */
    public String ask(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port + "/0";
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends a signal, for example {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Returns when it is gone, so that its directory can go too. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}

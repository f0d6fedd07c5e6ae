package io.yardmaster.bench;

import io.yardmaster.settings.LaunchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The place of one bench: a directory that is thrown away, an own Redis in it, and the log out of the way. */
public final class BenchRoom {
    private static final String NAME = "yardmaster-bench";

    private static final double SINGLE_SECONDS = 6;

    private BenchRoom() {}

    /** Measures the started server that the options name, and returns its figures. */
    public static String driveServer(BenchOptions options) {
        try {
            HttpTarget server = new HttpTarget(options.server(), HttpTarget.credentials(System.getenv()));
            return new HttpBench(options, server, SINGLE_SECONDS).measure();
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "no credentials: set YARDMASTER_API_TOKEN, YARDMASTER_ADMIN_PASSWORD or YARDMASTER_DATA_DIR",
                    missing);
        }
    }

    /**
     * Sets what the operator may have set otherwise: a bench never touches a Redis or a directory that is in use.
     *
     * @param listening true when pages are measured: then HTTP listens on a free port of this machine
     */
    public static void furnish(boolean listening) {
        try {
            Path room = Files.createTempDirectory(NAME);
            Map.of(
                            LaunchSettings.DATA_DIR,
                            room.toString(),
                            LaunchSettings.REDIS_URL,
                            "",
                            "quarkus.http.host-enabled",
                            String.valueOf(listening),
                            "quarkus.http.host",
                            "127.0.0.1",
                            "quarkus.http.port",
                            "0",
                            "yardmaster.queues",
                            EngineBench.SLOTS,
                            StampHandler.PROPERTY,
                            "true",
                            "yardmaster.demo-handlers",
                            "true",
                            "quarkus.log.console.stderr",
                            "true")
                    .forEach(System::setProperty);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for a bench", e);
        }
    }

    /** Throws the directory away; any other one is left alone. */
    public static void clear(Path room) {
        if (!room.getFileName().toString().startsWith(NAME)) {
            return;
        }
        try (var files = Files.walk(room)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + room, e);
        }
    }
}

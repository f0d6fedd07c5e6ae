package io.yardmaster.store.own;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that can be the server's own Redis: Redis or Valkey of version 7 or newer.
 *
 * @param path of the program
 * @param version as it says itself, for example {@code 7.0.15}
 */
public record RedisBinary(Path path, String version) {
    private static final int OLDEST = 7;
    private static final int LONGEST_ANSWER = 1_000;
    private static final Pattern VERSION = Pattern.compile("\\bv=(([0-9]{1,4})\\.[0-9.]{1,20})");

    /** The one that the operator chose. @throws IllegalStateException with one sentence when it will not do */
    public static RedisBinary chosen(Path path) {
        RedisBinary binary = ask(path)
                .orElseThrow(() -> new IllegalStateException("YARDMASTER_REDIS_BINARY is " + path
                        + ", which is no redis-server or valkey-server that runs here."));
        if (!binary.isNewEnough()) {
            throw new IllegalStateException("YARDMASTER_REDIS_BINARY is " + path + " of version " + binary.version
                    + ", but it must be " + OLDEST + " or newer.");
        }
        return binary;
    }

    /**
     * The first on the search path that is new enough, else the one that is bundled.
     *
     * @param searchPath directories as in the variable PATH; may be empty
     * @param dataDir where the bundled one is unpacked
     * @throws IllegalStateException with one sentence when none runs here
     */
    public static RedisBinary find(String searchPath, Path dataDir) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(searchPath)
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> Stream.of("redis-server", "valkey-server").map(Path.of(directory)::resolve))
                .filter(Files::isExecutable)
                .flatMap(path -> ask(path).stream())
                .filter(RedisBinary::isNewEnough)
                .findFirst()
                .orElseGet(() -> bundled(dataDir));
    }

    /** The one that ships with the server, unpacked into the data directory. */
    static RedisBinary bundled(Path dataDir) {
        Path path = OwnRedisBundle.unpack(dataDir);
        return ask(path)
                .orElseThrow(() -> new IllegalStateException("The bundled Redis " + path
                        + " does not run here; install Redis 7 or Valkey and set YARDMASTER_REDIS_BINARY."));
    }

    boolean isNewEnough() {
        return Integer.parseInt(version.substring(0, version.indexOf('.'))) >= OLDEST;
    }

    private static Optional<RedisBinary> ask(Path path) {
        try {
            Process process = new ProcessBuilder(path.toAbsolutePath().toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            try (InputStream out = process.getInputStream()) {
                Matcher found = VERSION.matcher(new String(out.readNBytes(LONGEST_ANSWER)));
                return found.find() ? Optional.of(new RedisBinary(path, found.group(1))) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

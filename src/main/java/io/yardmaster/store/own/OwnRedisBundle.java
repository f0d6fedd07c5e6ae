package io.yardmaster.store.own;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The Redis programs that ship inside an artifact on the class path, one for each system and processor. */
final class OwnRedisBundle {
    private static final String NAME = "redis-server-7.0.15-";
    private static final Map<String, String> PROCESSORS = Map.of(
            "amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64", "arm64", "arm64", "i386", "386", "x86", "386");

    private OwnRedisBundle() {}

    /**
     * Unpacks the program for this machine, unless the very same is there already.
     *
     * @throws IllegalStateException with one sentence when there is none, or the directory cannot be written
     */
    static Path unpack(Path dataDir) {
        String name = nameFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path target = dataDir.resolve("bin").resolve(name);
        try (InputStream in = OwnRedisBundle.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("No Redis is bundled for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch")
                        + "; install Redis 7 or Valkey, or set YARDMASTER_REDIS_URL to one that runs.");
            }
            byte[] program = in.readAllBytes();
            if (!Files.isExecutable(target) || !Arrays.equals(Files.readAllBytes(target), program)) {
                copy(program, target);
            }
            return target;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot unpack the bundled Redis to " + target + ": " + e + ".", e);
        }
    }

    static String nameFor(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        return NAME + os + "-" + PROCESSORS.getOrDefault(processor.toLowerCase(Locale.ROOT), processor);
    }

    /** Copies beside the target first: a start that was cut short leaves no half program under its name. */
    private static void copy(byte[] program, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path half = Files.createTempFile(target.getParent(), "redis", ".part");
        Files.write(half, program);
        if (!half.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable");
        }
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

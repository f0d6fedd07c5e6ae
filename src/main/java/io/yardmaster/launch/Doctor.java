package io.yardmaster.launch;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.yardmaster.settings.BadSettingException;
import io.yardmaster.settings.LaunchSettings;
import io.yardmaster.store.own.OwnRedis;
import io.yardmaster.store.own.RedisBinary;
import io.yardmaster.store.redis.Checkup;
import io.yardmaster.store.redis.LinkThread;
import io.yardmaster.store.redis.RedisAddress;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.StoreAwayException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.Config;

/**
 * {@code ./yardmaster doctor}: looks at what a start would stand on, one line a finding, and changes nothing. Exit code 0
 * when nothing keeps the server from starting, else 1.
 */
public final class Doctor {
    private static final long PATIENCE_MS = 5_000;
    private static final long LITTLE_BYTES = 1L << 30;
    private static final int HIGHEST_PRIORITY = 260;

    private final PrintStream out;
    private boolean refused;

    private Doctor(PrintStream out) {
        this.out = out;
    }

    /** Looks, and ends the process. */
    public static void look() {
        System.exit(new Doctor(System.out).examined(config()) ? 0 : 1);
    }

    /** As the server reads it: the environment over {@code config/application.properties}. */
    private static Config config() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultSources();
        Path file = Path.of("config", "application.properties");
        try {
            if (Files.isReadable(file)) {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), HIGHEST_PRIORITY));
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return builder.build();
    }

    /** False when something keeps the server from starting. */
    static boolean examine(Config config, PrintStream out) {
        return new Doctor(out).examined(config);
    }

    private boolean examined(Config config) {
        well("Java " + Runtime.version().feature());
        try {
            LaunchSettings settings = LaunchSettings.read(config);
            well("Settings are valid");
            directory(settings.dataDir());
            redis(settings);
        } catch (BadSettingException bad) {
            bad(bad.getMessage());
        }
        return !refused;
    }

    private void directory(Path dir) {
        try {
            if (!Files.exists(dir)) {
                well("Data directory " + dir + ": a start makes it");
            } else if (!Files.isDirectory(dir) || !Files.isWritable(dir)) {
                bad("The data directory " + dir + " cannot be written.");
            } else if (Files.getFileStore(dir).getUsableSpace() < LITTLE_BYTES) {
                warn("The data directory " + dir + " has less than 1 GB left.");
            } else {
                well("Data directory " + dir);
            }
        } catch (IOException unreadable) {
            bad("The data directory " + dir + " cannot be looked at: " + unreadable.getMessage());
        }
    }

    private void redis(LaunchSettings settings) {
        if (settings.redisUrl() != null) {
            ask(new RedisAddress(settings.redisUrl(), false));
            return;
        }
        Optional<RedisAddress> own = OwnRedis.running(settings.dataDir());
        if (own.isPresent()) {
            ask(own.get());
            return;
        }
        try {
            if (settings.redisBinary() != null) {
                RedisBinary.chosen(settings.redisBinary());
            }
            well("No Redis runs on the data directory: a start begins one");
        } catch (IllegalStateException none) {
            bad(none.getMessage());
        }
    }

    private void ask(RedisAddress address) {
        Vertx vertx = Vertx.vertx();
        RedisLinks links = new RedisLinks(new LinkThread(vertx));
        try {
            links.open(address).get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            RedisLinks.State state = links.state();
            well("Redis " + Checkup.version(state.info()) + (address.own() ? ", the server's own" : " answers"));
            for (Checkup.Finding found : Checkup.of(state.info(), state.aheadMs())) {
                if (found.refused()) {
                    bad(found.sentence());
                } else {
                    warn(found.sentence());
                }
            }
        } catch (ExecutionException | TimeoutException | IllegalStateException | StoreAwayException away) {
            Throwable cause = away.getCause() == null ? away : away.getCause();
            bad("Redis cannot be reached: "
                    + (cause.getMessage() == null ? "it does not answer" : StoreAwayException.reason(cause)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            links.close();
            vertx.close();
        }
    }

    private void well(String sentence) {
        out.println("ok       " + sentence);
    }

    private void warn(String sentence) {
        out.println("warning  " + sentence);
    }

    private void bad(String sentence) {
        refused = true;
        out.println("refused  " + sentence);
    }
}

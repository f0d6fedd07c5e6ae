package io.yardmaster.store.own;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The process behind a configuration: found when it runs, started when it does not. It is a daemon in a session of its
 * own, so that neither Ctrl-C nor the end of this server reaches it.
 */
final class OwnRedisProcess {
    /** Runs the program with files that only their owner reads. */
    private static final String PRIVATE = "umask 077; exec \"$0\" \"$@\"";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(10);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int LONGEST_SAID = 4_000;

    private final RedisBinary binary;
    private final OwnRedisConf conf;
    private final CountDownLatch closing;

    /** @param closing counted down when nobody needs it any more; one that was just started is still waited for */
    OwnRedisProcess(RedisBinary binary, OwnRedisConf conf, CountDownLatch closing) {
        this.binary = binary;
        this.conf = conf;
        this.closing = closing;
    }

    /**
     * True when the Redis of this configuration answers. Waits while it reads its file, and a few seconds while its
     * process lives but says nothing.
     *
     * @throws IllegalStateException with one sentence when it lives and stays silent
     */
    boolean isUp() {
        return awaitPulse(() -> !isClosing() && handle().isPresent());
    }

    /**
     * Starts it and waits until it answers.
     *
     * @throws IllegalStateException with one sentence when it does not come up
     */
    void start() {
        try {
            conf.forgetPid();
            spawn();
        } catch (IOException e) {
            throw new IllegalStateException("The own Redis " + binary.path() + " did not start: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start of the own Redis was interrupted.", e);
        }
        if (!awaitPulse(() -> conf.pid().isEmpty() || handle().isPresent())) {
            throw new IllegalStateException("The own Redis ended at its start: " + conf.lastLogLine());
        }
    }

    /** The living process that the pid file names, when it looks like the Redis of this configuration. */
    Optional<ProcessHandle> handle() {
        return conf.pid().flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    private void spawn() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", PRIVATE, binary.path().toAbsolutePath().toString(), OwnRedisConf.FILE)
                .directory(conf.dir().toFile())
                .redirectErrorStream(true)
                .start();
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The own Redis " + binary.path() + " did not go to the background.");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("The own Redis did not start: " + said(process));
        }
    }

    /** @param hopeful false when it is of no use to wait for an answer any more */
    private boolean awaitPulse(BooleanSupplier hopeful) {
        long since = System.nanoTime();
        while (true) {
            switch (OwnRedisPulse.of(conf)) {
                case UP -> {
                    return true;
                }
                case LOADING -> {
                    if (isClosing()) {
                        return true; // it can be told to end
                    }
                    since = System.nanoTime();
                }
                case STRANGER -> {
                    return false;
                }
                case GONE, SILENT -> {
                    if (!hopeful.getAsBoolean()) {
                        return false;
                    }
                }
            }
            pause(since);
        }
    }

    private void pause(long since) {
        if (System.nanoTime() - since > PATIENCE_NANOS) {
            String pid = conf.pid().map(String::valueOf).orElse("unknown");
            throw new IllegalStateException("The own Redis in " + conf.dir() + " (pid " + pid
                    + ") does not answer; its last word: " + conf.lastLogLine());
        }
        LockSupport.parkNanos(STEP_NANOS);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** A process that started after the file was written is another one with an old number. */
    private boolean isOurs(ProcessHandle process) {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        return process.isAlive()
                && isRedis(process)
                && started.isBefore(conf.pidWritten().plus(CLOCK_SLACK));
    }

    /**
     * True while it lives: a dead one that nobody has reaped (in a container, say) counts as alive but runs no command. The
     * system names the file itself, and Debian's redis-server is a link to redis-check-rdb.
     */
    static boolean isRedis(ProcessHandle process) {
        String command = process.info().command().orElse("");
        String name = command.substring(command.lastIndexOf('/') + 1);
        return name.startsWith("redis-") || name.startsWith("valkey-");
    }

    private static String said(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readNBytes(LONGEST_SAID)).strip().replaceAll("\\s*\\R\\s*", " ");
        }
    }
}

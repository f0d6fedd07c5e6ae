package io.yardmaster.store.own;

import io.yardmaster.store.redis.RedisAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The server's own Redis. It survives the server: a start finds the one that a killed server left in the same directory
 * and takes it over. While the server lives, a Redis that dies is started again; only {@link #close()} ends it.
 */
public final class OwnRedis implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OwnRedis.class);
    private static final Pattern PROCESS = Pattern.compile("(?m)^process_id:([0-9]{1,18})\\s*$");
    private static final int LAST_WRITE_MS = 10_000;
    private static final long LAST_BREATH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final OwnRedisConf conf;
    private final OwnRedisProcess process;
    private final OwnRedisWatch watch;
    private final CountDownLatch closing;
    private final boolean takenOver;

    private OwnRedis(RedisBinary binary, OwnRedisConf wanted) throws IOException {
        this.closing = new CountDownLatch(1);
        this.takenOver = new OwnRedisProcess(binary, wanted, closing).isUp();
        this.conf = takenOver || wanted.isPortFree() ? wanted : OwnRedisConf.fresh(wanted.dir(), wanted.appendfsync());
        this.process = new OwnRedisProcess(binary, conf, closing);
        this.watch = new OwnRedisWatch(conf, process, closing);
    }

    /**
     * Starts it, or takes over the one that runs on this directory. Returns when it answers.
     *
     * @param dir held by this server alone; it keeps the append-only file, {@code redis.conf} and {@code redis.pid}
     * @param appendfsync everysec or always
     * @throws IllegalStateException with one sentence when it does not come up
     */
    public static OwnRedis start(RedisBinary binary, Path dir, String appendfsync) {
        try {
            OwnRedis redis = new OwnRedis(binary, OwnRedisConf.of(dir, appendfsync));
            return redis.started();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot set up the own Redis in " + dir + ": " + e + ".", e);
        }
    }

    /** Where the one that runs on a directory answers; empty when none is known there. Starts and changes nothing. */
    public static Optional<RedisAddress> running(Path dir) {
        try {
            return OwnRedisConf.kept(dir, "everysec")
                    .filter(kept -> !kept.isPortFree())
                    .map(OwnRedisConf::address);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    public RedisAddress address() {
        return conf.address();
    }

    /** True when it ran before this server started. */
    public boolean isTakenOver() {
        return takenOver;
    }

    /** Its process number; 0 when it has none now. */
    public long pid() {
        return process.handle().map(ProcessHandle::pid).orElse(0L);
    }

    /**
     * Tells it to end, by SIGTERM, and waits for nothing: it writes what it holds first. Nothing starts it again here, so
     * it is for a process that ends at once.
     *
     * @return its process number; 0 when it has none now
     */
    public long endSoon() {
        closing.countDown();
        Optional<ProcessHandle> redis = process.handle();
        redis.ifPresent(ProcessHandle::destroy);
        return redis.map(ProcessHandle::pid).orElse(0L);
    }

    /** Ends it in order: it writes what it holds first. When it does not obey it is killed. Safe to call twice. */
    @Override
    public synchronized void close() {
        if (closing.getCount() == 0) {
            return;
        }
        closing.countDown();
        try {
            watch.end();
            Optional<ProcessHandle> redis = process.handle(); // before it deletes its pid file
            shutdown();
            redis.ifPresent(this::kill);
        } catch (IOException e) {
            LOG.warnf("The own Redis did not end in order: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OwnRedis started() throws IOException {
        conf.write();
        if (takenOver) {
            adopt();
        } else {
            launch();
        }
        watch.start();
        return this;
    }

    private void launch() {
        try {
            process.start();
        } catch (IllegalStateException e) {
            process.handle().ifPresent(this::kill); // it may hang rather than be dead
            throw e;
        }
    }

    private void adopt() throws IOException {
        try (OwnRedisTalk talk = OwnRedisTalk.with(conf)) {
            LOG.infof(
                    "Took over the Redis that runs on this data directory (pid %s).",
                    pidOf(talk.ask("INFO", "server")));
            talk.ask("CONFIG", "SET", "appendfsync", conf.appendfsync());
        }
    }

    /** As Redis says itself: its pid file may be gone. */
    static String pidOf(String info) {
        Matcher pid = PROCESS.matcher(info);
        return pid.find() ? pid.group(1) : "unknown";
    }

    private void shutdown() {
        try (OwnRedisTalk talk = OwnRedisTalk.with(conf)) {
            talk.tell("SHUTDOWN");
            talk.awaitEnd(LAST_WRITE_MS);
        } catch (IOException e) {
            LOG.debugf("SHUTDOWN of the own Redis: %s", e.getMessage());
        }
    }

    private void kill(ProcessHandle redis) {
        if (!endsSoon(redis) && redis.destroy() && !endsSoon(redis)) {
            redis.destroyForcibly();
            LOG.warnf("The own Redis (pid %d) did not end when told and was killed.", redis.pid());
            endsSoon(redis);
        }
    }

    private static boolean endsSoon(ProcessHandle redis) {
        long since = System.nanoTime();
        while (OwnRedisProcess.isRedis(redis) && System.nanoTime() - since < LAST_BREATH_NANOS) {
            LockSupport.parkNanos(STEP_NANOS); // onExit looks at a process that is no child only every 300 ms
        }
        return !OwnRedisProcess.isRedis(redis);
    }
}

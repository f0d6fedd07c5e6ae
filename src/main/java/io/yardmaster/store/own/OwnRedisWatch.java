package io.yardmaster.store.own;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts the own Redis again when it dies. Holds a silent connection to it: the kernel closes that in the moment the
 * process ends, whoever is its parent, so nothing is polled.
 */
final class OwnRedisWatch {
    private static final Logger LOG = Logger.getLogger(OwnRedisWatch.class);
    private static final long SHORTEST_MS = 100;
    private static final long LONGEST_MS = 5_000;

    private final OwnRedisConf conf;
    private final OwnRedisProcess process;
    private final CountDownLatch closing;
    private final Thread thread;
    private volatile OwnRedisTalk line;

    OwnRedisWatch(OwnRedisConf conf, OwnRedisProcess process, CountDownLatch closing) {
        this.conf = conf;
        this.process = process;
        this.closing = closing;
        this.thread = Thread.ofPlatform().name("own-redis-watch").daemon().unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    /** Returns when nothing will be started any more. The latch was counted down before. */
    void end() throws IOException, InterruptedException {
        OwnRedisTalk open = line;
        if (open != null) {
            open.close();
        }
        thread.join();
    }

    private void watch() {
        while (!isClosing()) {
            awaitDeath();
            if (!isClosing()) {
                revive();
            }
        }
    }

    private void awaitDeath() {
        try (OwnRedisTalk talk = OwnRedisTalk.with(conf)) {
            line = talk;
            if (!isClosing()) {
                talk.awaitEnd(0);
            }
        } catch (IOException e) {
            LOG.debugf("The line to the own Redis broke: %s", e.getMessage());
        }
    }

    private void revive() {
        long since = System.nanoTime();
        for (long pause = SHORTEST_MS; !isClosing(); pause = Math.min(2 * pause, LONGEST_MS)) {
            try {
                if (!process.isUp()) {
                    process.start();
                    LOG.warnf(
                            "The server's own Redis had ended and was started again within %d ms.",
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
                }
                return;
            } catch (IllegalStateException e) {
                complain(e.getMessage(), pause);
            }
        }
    }

    private void complain(String why, long pause) {
        if (!isClosing()) {
            LOG.errorf("%s Trying again in %d ms.", why, pause);
        }
        try {
            closing.await(pause, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}

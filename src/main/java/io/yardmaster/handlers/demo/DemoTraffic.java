package io.yardmaster.handlers.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.node.Settings;
import jakarta.inject.Singleton;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings believable jobs in by itself, so that every page has something true to show. Bounded in everything: see
 * {@link DemoQueues}.
 */
@Singleton
public class DemoTraffic {
    private static final Logger LOG = Logger.getLogger(DemoTraffic.class);
    private static final long EVERY_MS = 250;
    private static final int LOOK_EVERY = 8;
    private static final int SWEEP_EVERY = 240; // ticks, a minute

    private final Settings settings;
    private final Enqueuer enqueuer;
    private final DemoQueues queues;
    private final DemoSite site;
    private final ObjectMapper json;
    private ScheduledExecutorService timer;
    private long ticks;

    /** What the jobs work on, and whom they talk to. */
    @Singleton
    record DemoSite(DemoServices services, DemoFiles files, DemoReceiver receiver) {}

    DemoTraffic(Settings settings, Enqueuer enqueuer, DemoQueues queues, DemoSite site, ObjectMapper json) {
        this.settings = settings;
        this.enqueuer = enqueuer;
        this.queues = queues;
        this.site = site;
        this.json = json;
    }

    /** Starts the services that the jobs talk to, and then the jobs. Does nothing unless the settings ask for it. */
    public synchronized void start() {
        if (!settings.demo().traffic()) {
            return;
        }
        site.files().put();
        String address = site.services().open();
        DemoShop shop = new DemoShop(address, json, new Random());
        timer = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().name("demo-traffic").daemon().unstarted(task));
        timer.execute(() -> quietly(() -> site.receiver().begin(address)));
        timer.execute(() -> quietly(() -> open(shop)));
        timer.scheduleWithFixedDelay(() -> quietly(() -> tick(shop)), EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Stops the jobs; the services stay until the server ends, for those that still run. Safe to call twice, and when
     * never started.
     */
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdown();
            timer = null;
        }
    }

    private void open(DemoShop shop) {
        queues.look();
        enqueuer.enqueueAll(shop.opening());
        queues.openNewsletter(shop);
    }

    private void tick(DemoShop shop) {
        if (++ticks % LOOK_EVERY == 0) {
            queues.look();
        }
        if (ticks % SWEEP_EVERY == 0) {
            site.files().sweep();
        }
        var jobs = shop.happenings(EVERY_MS / 1_000.0, queues::hasRoom);
        if (!jobs.isEmpty()) {
            enqueuer.enqueueAll(jobs);
        }
    }

    private static void quietly(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            LOG.debug("the demo skips a step", failed); // the engine has said what is wrong with the store
        }
    }
}

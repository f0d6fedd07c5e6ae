package io.yardmaster.engine.queues;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.job.queue.QueueMode;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.Routes;
import io.yardmaster.store.cluster.SettingsStore;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is set of queues and of the cluster, as this node knows it: at most a second old while the store answers, and as last read while it
 * does not. Asking costs no call. Reads what changed; now and then all, since who wrote may have ended before it told.
 */
@Singleton
public class LiveSettings implements Loop.Duty {
    private static final long EVERY_NANOS = 500_000_000;
    private static final int ALL_EVERY = 60;

    private final SettingsStore store;
    private final Loop loop = new Loop("settings", this);
    /** By queue the version that is known here, as the store tells it. */
    private Map<String, String> versions = Map.of();

    private volatile Map<String, QueueSettings> queues = Map.of();
    private volatile QueueMode mode = QueueMode.WEIGHTED;
    private volatile Routes routes = Routes.NONE;
    private volatile Map<String, String> orders = Map.of();
    private volatile Runnable listener = () -> {};
    private long turns;

    LiveSettings(SettingsStore store) {
        this.store = store;
    }

    /** Reads all, and goes on reading what changes; the store is open. */
    public void start() {
        turn();
        loop.start();
    }

    public void end() {
        loop.end();
    }

    /** What is set of a queue; {@link QueueSettings#NONE} where nothing is. */
    public QueueSettings of(String queue) {
        return queues.getOrDefault(queue, QueueSettings.NONE);
    }

    /** How queues share slots. */
    public QueueMode mode() {
        return mode;
    }

    public boolean isStrict() {
        return mode == QueueMode.STRICT;
    }

    /** Where jobs go whose request names no queue. */
    public Routes routes() {
        return routes;
    }

    /** What nodes were told to do, by node. */
    public Map<String, String> orders() {
        return orders;
    }

    /** Is told after every change of a queue, on the thread that read it. */
    public void onChange(Runnable told) {
        listener = told;
    }

    @Override
    public synchronized long turn() {
        SettingsStore.Overall overall = store.overall();
        mode = overall.mode();
        routes = overall.routes();
        orders = overall.orders();
        Map<String, String> now = overall.versions();
        Set<String> stale = new HashSet<>(now.keySet());
        if (turns++ % ALL_EVERY != 0) {
            stale.removeIf(queue -> now.get(queue).equals(versions.get(queue)));
        }
        if (!stale.isEmpty() || now.size() != versions.size()) {
            Map<String, QueueSettings> fresh = new HashMap<>(queues);
            fresh.keySet().retainAll(now.keySet());
            store.read(stale).forEach((queue, read) -> fresh.put(queue, read.settings()));
            queues = Map.copyOf(fresh);
            versions = now;
            listener.run();
        }
        return EVERY_NANOS;
    }
}

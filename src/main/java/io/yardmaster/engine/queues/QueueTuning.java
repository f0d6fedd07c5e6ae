package io.yardmaster.engine.queues;

import io.yardmaster.job.queue.QueueMode;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.Routes;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.cluster.SettingsStore;
import io.yardmaster.store.cluster.SettingsStore.Versioned;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes what is set of queues and of their cluster while they work. Every node acts on it within a second. */
@Singleton
public class QueueTuning {
    private static final int TRIES = 100;

    private final SettingsStore store;
    private final QueueStore queues;
    private final LiveSettings live;

    QueueTuning(SettingsStore store, QueueStore queues, LiveSettings live) {
        this.store = store;
        this.queues = queues;
        this.live = live;
    }

    /** How queues share slots from now on. */
    public void share(QueueMode mode) {
        store.mode(mode);
        live.turn();
    }

    /** Where jobs go from now on whose request names no queue. */
    public void route(Routes routes) {
        store.routes(routes);
        live.turn();
    }

    /** How queues share slots, as the store has it now. */
    public QueueMode mode() {
        return store.overall().mode();
    }

    /** Where jobs go whose request names no queue, as the store has it now. */
    public Routes routes() {
        return store.overall().routes();
    }

    /**
     * Changes the settings of a queue, which is made where it is not there yet. Of two who change at once, the second
     * one's change is made to what the first one wrote.
     *
     * @param change from what is set to what is to be set; may throw to refuse, and may be asked more than once
     * @return what is set now
     */
    public QueueSettings change(String queue, UnaryOperator<QueueSettings> change) {
        for (int i = 0; i < TRIES; i++) {
            Versioned before = store.read(List.of(queue)).get(queue);
            QueueSettings after = change.apply(before.settings());
            queues.register(queue);
            if (store.write(queue, before, after)) {
                store.reopen(queue); // lanes that the old limits closed
                live.turn();
                return after;
            }
        }
        throw new IllegalStateException("the settings of " + queue + " are changed by others all the time");
    }
}

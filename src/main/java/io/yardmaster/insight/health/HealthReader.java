package io.yardmaster.insight.health;

import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.job.JobView;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Asks the store what is wrong, for the API. Pages have a look of their own that serves all viewers at once. */
@Singleton
public class HealthReader {
    private static final long RECENT_MS = 300_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;

    private final Queues queues;
    private final Jobs jobs;
    private final Nodes nodes;
    private final Metrics metrics;
    private final Health health;
    private final InstantSource clock;

    HealthReader(Queues queues, Jobs jobs, Nodes nodes, Metrics metrics, Health health, InstantSource clock) {
        this.queues = queues;
        this.jobs = jobs;
        this.nodes = nodes;
        this.metrics = metrics;
        this.health = health;
        this.clock = clock;
    }

    /** All that is wrong, worst first. A store that does not answer is the one fact then; nothing is thrown. */
    public List<HealthFact> all() {
        long now = clock.millis();
        try {
            if (health.storeAwaySince() == null) {
                return QueueRules.of(queues.all().stream().map(this::snapshot).toList(), now);
            }
        } catch (StoreAwayException away) {
            return List.of(storeAway(now));
        }
        return List.of(storeAway(now));
    }

    /** What is wrong with one queue. @throws io.yardmaster.engine.queues.UnknownQueueException */
    public List<HealthFact> of(String queue) {
        return QueueRules.of(snapshot(queues.one(queue)), clock.millis());
    }

    /** Why a job does not run. Throws what {@link Jobs#find} throws. @param queue null to look everywhere */
    public Why why(String queue, String id) {
        JobView view = jobs.find(queue, id);
        Long ahead = jobs.position(view);
        QueueInfo info = queues.one(view.job().queue());
        return WhyRules.of(new WhyRules.Known(view, info, nodes.all(), ahead == null ? 0 : ahead, clock.millis()));
    }

    private HealthFact storeAway(long now) {
        Long since = health.storeAwaySince();
        long awayMs = since == null ? 0 : Math.max(0, now - since);
        String sentence = "The store does not answer: nothing new starts, nothing is lost.";
        return new HealthFact(null, HealthCode.STORE, Severity.CRITICAL, sentence, since, awayMs, null);
    }

    private QueueSnapshot snapshot(QueueInfo info) {
        long now = clock.millis();
        return new QueueSnapshot(
                info,
                metrics.window(info.name(), RECENT_MS),
                metrics.history(info.name(), now - HOUR_MS, now, MINUTE_MS));
    }
}

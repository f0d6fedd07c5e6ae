package io.yardmaster.insight.health;

import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.engine.workflow.WorkflowViews;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Asks the store what is wrong, for the API. Pages have a look of their own that serves all viewers at once. */
@Singleton
public class HealthReader implements Snapshots.Histories {
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;

    @Inject
    Queues queues;

    @Inject
    Jobs jobs;

    @Inject
    Nodes nodes;

    @Inject
    Snapshots snapshots;

    @Inject
    Metrics metrics;

    @Inject
    Health health;

    @Inject
    WorkflowViews workflows;

    @Inject
    InstantSource clock;

    /** All that is wrong, worst first. A store that does not answer is the one fact then; nothing is thrown. */
    public List<HealthFact> all() {
        long now = clock.millis();
        try {
            if (health.storeAwaySince() == null) {
                return QueueRules.of(snapshots(queues.all()), now);
            }
        } catch (StoreAwayException away) {
            return List.of(storeAway(now));
        }
        return List.of(storeAway(now));
    }

    /** What is wrong with one queue. @throws io.yardmaster.engine.queues.UnknownQueueException */
    public List<HealthFact> of(String queue) {
        return QueueRules.of(snapshots(List.of(queues.one(queue))), clock.millis());
    }

    /** Why a job does not run. Throws what {@link Jobs#find} throws. @param queue null to look everywhere */
    public Why why(String queue, String id) {
        JobView view = jobs.find(queue, id);
        if (view.state() == JobState.BLOCKED) {
            return WhyRules.blocked(workflows.blockers(view.job()).orElse(null));
        }
        Long ahead = jobs.position(view);
        QueueInfo info = queues.one(view.job().queue());
        long place = ahead == null ? 0 : ahead;
        return WhyRules.of(new WhyRules.Known(view, info, nodes.all(), place, jobs.closed(view), clock.millis()));
    }

    private HealthFact storeAway(long now) {
        Long since = health.storeAwaySince();
        long awayMs = since == null ? 0 : Math.max(0, now - since);
        String sentence = "The store does not answer: nothing new starts, nothing is lost.";
        return new HealthFact(null, HealthCode.STORE, Severity.CRITICAL, sentence, since, awayMs, null);
    }

    private List<QueueSnapshot> snapshots(List<QueueInfo> infos) {
        return snapshots.of(infos, this);
    }

    @Override
    public List<HistoryPoint> hour(String queue) {
        return history(queue, HOUR_MS, MINUTE_MS);
    }

    @Override
    public List<HistoryPoint> day(String queue) {
        return history(queue, 24 * HOUR_MS, 10 * MINUTE_MS);
    }

    private List<HistoryPoint> history(String queue, long lengthMs, long stepMs) {
        long now = clock.millis();
        return metrics.history(queue, now - lengthMs, now, stepMs);
    }
}

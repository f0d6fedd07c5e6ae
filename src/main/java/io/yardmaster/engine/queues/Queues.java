package io.yardmaster.engine.queues;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.store.QueueStore;
import jakarta.inject.Singleton;
import java.util.List;

/** Looks at queues, pauses and resumes them. */
@Singleton
public class Queues {
    private final QueueStore store;
    private final Nodes nodes;

    Queues(QueueStore store, Nodes nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    /** All queues, by name. */
    public List<QueueInfo> all() {
        return infos(store.names());
    }

    /** One queue. @throws UnknownQueueException */
    public QueueInfo one(String queue) {
        if (!store.exists(queue)) {
            throw new UnknownQueueException(queue);
        }
        return infos(List.of(queue)).getFirst();
    }

    /** Stops claims of a queue on all nodes; running jobs finish. Pausing a paused queue is a success. */
    public QueueInfo pause(String queue) {
        return pause(queue, true);
    }

    /** Lets claims of a queue go on. */
    public QueueInfo resume(String queue) {
        return pause(queue, false);
    }

    /** Pauses every queue, also those that are new until {@link #resumeAll}. */
    public List<QueueInfo> pauseAll() {
        store.pauseNew(true);
        store.pause(store.names(), true);
        return all();
    }

    /** Resumes every queue. */
    public List<QueueInfo> resumeAll() {
        store.pauseNew(false);
        store.pause(store.names(), false);
        return all();
    }

    private QueueInfo pause(String queue, boolean paused) {
        if (!store.exists(queue)) {
            throw new UnknownQueueException(queue);
        }
        store.pause(List.of(queue), paused);
        return one(queue);
    }

    private List<QueueInfo> infos(List<String> names) {
        List<NodeInfo> alive = nodes.all().stream()
                .filter(node -> !"lost".equals(node.state()))
                .toList();
        return store.survey(names).stream().map(survey -> info(survey, alive)).toList();
    }

    private static QueueInfo info(QueueStore.Survey survey, List<NodeInfo> alive) {
        Long oldest = survey.oldestDueAt() < 0 ? null : Math.max(0, survey.now() - survey.oldestDueAt());
        int busy = alive.stream()
                .mapToInt(node -> node.busyByQueue().getOrDefault(survey.queue(), 0))
                .sum();
        int total =
                alive.stream().mapToInt(node -> node.slotsFor(survey.queue())).sum();
        return new QueueInfo(survey.queue(), survey.paused(), survey.counts(), oldest, busy, total);
    }
}

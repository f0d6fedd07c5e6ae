package io.yardmaster.engine.queues;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.job.JobState;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.store.MarkStore;
import io.yardmaster.store.MetricStore;
import io.yardmaster.store.QueueStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at queues, pauses and resumes them. */
@Singleton
public class Queues {
    private final QueueStore store;
    private final MarkStore marks;
    private final MetricStore metrics;
    private final Nodes nodes;
    private final InstantSource clock;

    Queues(QueueStore store, MarkStore marks, MetricStore metrics, Nodes nodes, InstantSource clock) {
        this.store = store;
        this.marks = marks;
        this.metrics = metrics;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** All queues, by name. */
    public List<QueueInfo> all() {
        return infos(store.names());
    }

    /** True when the queue is registered. */
    public boolean exists(String queue) {
        return store.exists(queue);
    }

    /** The names of all queues, sorted. */
    public List<String> names() {
        return store.names();
    }

    /** Some queues, in that order. @param names of queues that are registered */
    public List<QueueInfo> some(List<String> names) {
        return infos(names);
    }

    /** One queue. @throws UnknownQueueException */
    public QueueInfo one(String queue) {
        UnknownQueueException.unless(store.exists(queue), queue);
        return infos(List.of(queue)).getFirst();
    }

    /** Who paused queues and when, and when their last job died; only those that are paused or have dead jobs. */
    public Map<String, QueueMarks> marks(List<QueueInfo> among) {
        List<String> names = among.stream()
                .filter(queue -> queue.paused() || queue.count(JobState.DEAD) > 0)
                .map(QueueInfo::name)
                .toList();
        Map<String, QueueMarks> found = new HashMap<>();
        marks.marks(names)
                .forEach(mark -> found.put(
                        mark.queue(),
                        new QueueMarks(mark.pausedAt(), mark.pausedBy(), mark.lastDeathAt(), mark.deadFill())));
        return found;
    }

    /** Stops claims of a queue on all nodes; running jobs finish. Pausing a paused queue is a success. */
    public QueueInfo pause(String queue) {
        return pause(queue, (String) null);
    }

    /** The same, and remembers by whom and when. @param by null when nobody is known */
    public QueueInfo pause(String queue, String by) {
        QueueInfo paused = pause(queue, true);
        marks.remember(List.of(queue), by, clock.millis());
        return paused;
    }

    /** Lets claims of a queue go on. */
    public QueueInfo resume(String queue) {
        return pause(queue, false);
    }

    /** Pauses every queue, also those that are new until {@link #resumeAll}. @param by null when nobody is known */
    public List<QueueInfo> pauseAll(String by) {
        List<String> names = store.names();
        store.pauseNew(true);
        store.pause(names, true);
        marks.remember(names, by, clock.millis());
        return all();
    }

    /** Resumes every queue. */
    public List<QueueInfo> resumeAll() {
        store.pauseNew(false);
        store.pause(store.names(), false);
        return all();
    }

    /** Ends a queue that holds no job. @throws UnknownQueueException @throws QueueNotEmptyException */
    public void delete(String queue) {
        UnknownQueueException.unless(store.exists(queue), queue);
        if (!store.drop(queue)) {
            throw new QueueNotEmptyException(one(queue));
        }
        metrics.forget(queue, clock.millis());
        store.delist(queue); // last, so that a delete which broke off can be repeated
    }

    private QueueInfo pause(String queue, boolean paused) {
        UnknownQueueException.unless(store.exists(queue), queue);
        store.pause(List.of(queue), paused);
        return one(queue);
    }

    private List<QueueInfo> infos(List<String> names) {
        List<NodeInfo> alive = nodes.all().stream().filter(node -> !node.lost()).toList();
        return store.survey(names).stream().map(survey -> info(survey, alive)).toList();
    }

    private static QueueInfo info(QueueStore.Survey survey, List<NodeInfo> alive) {
        Long oldest = survey.oldestDueAt() < 0 ? null : Math.max(0, survey.now() - survey.oldestDueAt());
        int busy = alive.stream()
                .mapToInt(node -> node.busyByQueue().getOrDefault(survey.queue(), 0))
                .sum();
        Concurrency set = survey.settings().concurrency();
        int perNode = set.perNode() == null ? Integer.MAX_VALUE : set.perNode();
        int open = alive.stream()
                .filter(node -> "running".equals(node.state()))
                .mapToInt(node -> Math.min(perNode, node.slotsFor(survey.queue())))
                .sum();
        int total = set.total() == null ? open : Math.min(open, set.total());
        Long limitedUntil = survey.limitedUntil() == 0 ? null : Long.valueOf(survey.limitedUntil());
        return new QueueInfo(
                survey.queue(),
                survey.paused(),
                survey.counts(),
                oldest,
                busy,
                total,
                limitedUntil,
                survey.settings(),
                survey.endedAt());
    }
}

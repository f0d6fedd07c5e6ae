package io.yardmaster.insight.health;

import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.job.JobState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a queue, decided here and nowhere else. Pages, the API and alerts ask. */
public final class QueueRules {
    /** The share of attempts that may fail in five minutes. */
    public static final double FAILING_SHARE = 0.10;

    /** The attempts in five minutes from which that share counts. */
    public static final long FAILING_SAMPLES = 10;

    /** How long the oldest job may wait, in milliseconds. */
    public static final long BACKLOG_MS = 300_000;

    private QueueRules() {}

    /** All that is wrong with some queues, worst first, then by queue. @param now epoch milliseconds */
    public static List<HealthFact> of(List<QueueSnapshot> queues, long now) {
        return queues.stream()
                .flatMap(queue -> of(queue, now).stream())
                .sorted(Comparator.comparing(HealthFact::severity).thenComparing(HealthFact::queue))
                .toList();
    }

    /** What is wrong with one queue, worst first; empty when nothing is. @param now epoch milliseconds */
    public static List<HealthFact> of(QueueSnapshot queue, long now) {
        List<HealthFact> found = new ArrayList<>();
        if (isFailing(queue)) {
            found.add(failing(queue));
        }
        if (isUnserved(queue)) {
            found.add(unserved(queue));
        }
        if (isSlow(queue)) {
            found.add(slow(queue, now));
        }
        if (queue.count(JobState.DEAD) > 0) {
            found.add(dead(queue));
        }
        if (queue.info().paused()) {
            found.add(paused(queue));
        }
        found.sort(Comparator.comparing(HealthFact::severity));
        return List.copyOf(found);
    }

    /** More than a tenth of at least ten attempts failed in five minutes. */
    public static boolean isFailing(QueueSnapshot queue) {
        Double rate = queue.recent().errorRate();
        return rate != null && rate > FAILING_SHARE && queue.recent().processed() >= FAILING_SAMPLES;
    }

    /** Its oldest job waits too long, and not because somebody paused the queue. */
    public static boolean isSlow(QueueSnapshot queue) {
        Long oldest = queue.info().oldestWaitingMs();
        return oldest != null && oldest > BACKLOG_MS && !queue.info().paused();
    }

    /** Jobs wait, the queue is not paused, and no live worker has a slot for it. */
    public static boolean isUnserved(QueueSnapshot queue) {
        return queue.count(JobState.WAITING) > 0
                && !queue.info().paused()
                && queue.info().slotsTotal() == 0;
    }

    private static HealthFact failing(QueueSnapshot queue) {
        double share = queue.recent().errorRate();
        String sentence =
                queue.name() + " is failing: about " + FactNumbers.percent(share) + " of its attempts in 5 m.";
        return new HealthFact(
                queue.name(),
                HealthCode.FAILING,
                Severity.CRITICAL,
                sentence,
                failingSince(queue.hour()),
                share,
                FAILING_SHARE);
    }

    /** The first of the minutes that failed without a break until now; null when the last hour does not tell. */
    private static Long failingSince(List<HistoryPoint> hour) {
        Long since = null;
        for (HistoryPoint point : hour.reversed()) {
            boolean quiet = point.processed() == null || point.processed() == 0;
            if (!quiet && point.failed() <= FAILING_SHARE * point.processed()) {
                return since;
            }
            since = quiet ? since : Long.valueOf(point.at());
        }
        return since;
    }

    private static HealthFact unserved(QueueSnapshot queue) {
        long waiting = queue.count(JobState.WAITING);
        String sentence = "No worker serves " + queue.name() + ": " + FactNumbers.count(waiting, "job") + " waiting.";
        return new HealthFact(queue.name(), HealthCode.NO_WORKER, Severity.CRITICAL, sentence, null, waiting, null);
    }

    private static HealthFact slow(QueueSnapshot queue, long now) {
        long oldest = queue.info().oldestWaitingMs();
        String sentence =
                queue.name() + " is slow: the oldest job has waited for " + FactNumbers.duration(oldest) + ".";
        return new HealthFact(
                queue.name(),
                HealthCode.BACKLOG,
                Severity.WARNING,
                sentence,
                now - oldest + BACKLOG_MS,
                oldest,
                (double) BACKLOG_MS);
    }

    private static HealthFact dead(QueueSnapshot queue) {
        long dead = queue.count(JobState.DEAD);
        String sentence = FactNumbers.count(dead, "dead job") + " in " + queue.name() + (dead == 1 ? " needs" : " need")
                + " someone.";
        return new HealthFact(queue.name(), HealthCode.DEAD, Severity.WARNING, sentence, null, dead, null);
    }

    private static HealthFact paused(QueueSnapshot queue) {
        long waiting = queue.count(JobState.WAITING);
        String sentence = queue.name() + " is paused: " + FactNumbers.count(waiting, "job") + " waiting.";
        return new HealthFact(queue.name(), HealthCode.PAUSED, Severity.INFO, sentence, null, waiting, null);
    }
}

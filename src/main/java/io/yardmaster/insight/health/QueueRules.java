package io.yardmaster.insight.health;

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

    /** The attempts in the last hour from which their failures count when the last five minutes are too few. */
    public static final long FEW_SAMPLES = 3;

    /** The share of those few that may not fail. */
    public static final double FEW_SHARE = 0.5;

    private static final long LATELY_MS = 3_600_000;

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
        } else if (isOftenFailing(queue)) {
            found.add(oftenFailing(queue));
        }
        if (isUnserved(queue)) {
            found.add(unserved(queue));
        }
        if (isSlow(queue)) {
            found.add(slow(queue, now));
        }
        if (queue.count(JobState.DEAD) > 0) {
            found.add(dead(queue, now));
        }
        if (queue.marks().deadFill() > 0) {
            found.add(full(queue));
        }
        if (queue.info().paused()) {
            found.add(paused(queue));
        } else if (queue.info().limitedUntil() != null) {
            found.add(limited(queue));
        }
        found.sort(Comparator.comparing(HealthFact::severity));
        return List.copyOf(found);
    }

    /** More than a tenth of at least ten attempts failed in five minutes. */
    public static boolean isFailing(QueueSnapshot queue) {
        Double rate = queue.recent().errorRate();
        return rate != null && rate > FAILING_SHARE && queue.recent().processed() >= FAILING_SAMPLES;
    }

    /** Half of at least three attempts failed in the last hour. */
    public static boolean isOftenFailing(QueueSnapshot queue) {
        long processed = queue.processedInHour();
        return processed >= FEW_SAMPLES && queue.failedInHour() >= FEW_SHARE * processed;
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
        String waves = queue.failing() != null && queue.failing().inWaves() ? " in waves" : "";
        String sentence = queue.name() + " is failing" + waves + ": about " + FactNumbers.percent(share)
                + " of its attempts in 5 m.";
        return failing(queue, Severity.CRITICAL, sentence, share, FAILING_SHARE);
    }

    private static HealthFact oftenFailing(QueueSnapshot queue) {
        long processed = queue.processedInHour();
        String sentence = queue.name() + " is failing: " + FactNumbers.of(queue.failedInHour()) + " of "
                + FactNumbers.count(processed, "attempt") + " in the last hour.";
        double share = (double) queue.failedInHour() / processed;
        return failing(queue, Severity.WARNING, sentence, share, FEW_SHARE);
    }

    private static HealthFact failing(
            QueueSnapshot queue, Severity severity, String sentence, double share, double limit) {
        Long since =
                queue.failing() == null ? null : Long.valueOf(queue.failing().since());
        return new HealthFact(queue.name(), HealthCode.FAILING, severity, sentence, since, share, limit);
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

    /** A warning while jobs died in the last hour, worth knowing after that. */
    private static HealthFact dead(QueueSnapshot queue, long now) {
        long dead = queue.count(JobState.DEAD);
        Long last = queue.marks().lastDeathAt();
        boolean lately = last == null || now - last <= LATELY_MS;
        String sentence = FactNumbers.count(dead, "dead job") + " in " + queue.name() + (dead == 1 ? " needs" : " need")
                + " someone.";
        Severity severity = lately ? Severity.WARNING : Severity.INFO;
        return new HealthFact(queue.name(), HealthCode.DEAD, severity, sentence, last, dead, null, queue.cause());
    }

    /** From 80 % of the dead jobs that a queue may hold; at 100 % it takes no job in. */
    private static HealthFact full(QueueSnapshot queue) {
        int fill = queue.marks().deadFill();
        String sentence = fill < 100
                ? queue.name() + " holds " + fill + " % of the dead jobs that it may: at 100 % it takes no job in."
                : queue.name() + " holds all the dead jobs that it may, and takes no job in: retry or remove some.";
        Severity severity = fill < 100 ? Severity.WARNING : Severity.CRITICAL;
        return new HealthFact(queue.name(), HealthCode.DEAD, severity, sentence, null, fill, 100.0);
    }

    private static HealthFact limited(QueueSnapshot queue) {
        long waiting = queue.count(JobState.WAITING);
        String sentence =
                queue.name() + " is held back by its rate limit: " + FactNumbers.count(waiting, "job") + " waiting.";
        return new HealthFact(queue.name(), HealthCode.LIMITED, Severity.INFO, sentence, null, waiting, null);
    }

    private static HealthFact paused(QueueSnapshot queue) {
        long waiting = queue.count(JobState.WAITING);
        String by = queue.marks().pausedBy();
        String sentence = queue.name() + " is paused" + (by == null ? "" : " by " + by) + ": "
                + FactNumbers.count(waiting, "job") + " waiting.";
        Long since = queue.marks().pausedAt();
        return new HealthFact(queue.name(), HealthCode.PAUSED, Severity.INFO, sentence, since, waiting, null);
    }
}

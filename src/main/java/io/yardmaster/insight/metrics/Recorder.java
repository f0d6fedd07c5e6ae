package io.yardmaster.insight.metrics;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEventListener;
import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.Attempt;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what this node sees. Wait counts once a job, at its first attempt. Total is wait and run where the first
 * attempt succeeded; where a later one did, it is the time from the job's creation to the end of that attempt.
 */
@Singleton
public class Recorder implements JobEventListener {
    private final Map<String, QueueLedger> ledgers = new ConcurrentHashMap<>();

    @Override
    public void on(JobEvent event) {
        switch (event) {
            case JobEvent.Placed placed -> {}
            case JobEvent.Started started -> started(started);
            case JobEvent.Completed completed -> completed(completed);
            case JobEvent.Failed failed -> ended(failed.job(), failed.attempt());
            case JobEvent.Died died -> {
                ended(died.job(), died.attempt());
                ledger(died.job()).died(died.job().priority());
            }
            case JobEvent.Lost lost -> lost(lost);
            case JobEvent.Cancelled cancelled -> {}
            case JobEvent.Snoozed snoozed -> {}
            case JobEvent.Released released -> {}
        }
    }

    /** What was counted since the last call, by queue; without the queues where nothing was. */
    Map<String, Map<String, Long>> drain() {
        Map<String, Map<String, Long>> drained = new HashMap<>();
        ledgers.forEach((queue, ledger) -> {
            Map<String, Long> fields = ledger.drain();
            if (!fields.isEmpty()) {
                drained.put(queue, fields);
            }
        });
        return drained;
    }

    private void lost(JobEvent.Lost lost) {
        ledger(lost.job()).failed(lost.job().type());
        if (lost.dead()) {
            ledger(lost.job()).died(lost.job().priority());
        }
    }

    private void started(JobEvent.Started started) {
        if (started.waitMs() >= 0) {
            ledger(started.job()).started(started.job().type(), started.waitMs() * 1_000);
        }
    }

    private void completed(JobEvent.Completed completed) {
        Job job = completed.job();
        long before = completed.waitMs() >= 0
                ? completed.waitMs()
                : Math.max(0, completed.claim().startedAt() - job.createdAt());
        ledger(job).succeeded(job.type(), completed.runMicros(), before * 1_000 + completed.runMicros());
    }

    /** A lost attempt has an event of its own, also where the job is dead of it. */
    private void ended(Job job, Attempt attempt) {
        if (attempt.outcome().isFailure() && attempt.outcome() != Attempt.End.LOST) {
            ledger(job).failed(job.type());
        }
    }

    private QueueLedger ledger(Job job) {
        QueueLedger known = ledgers.get(job.queue());
        return known != null ? known : ledgers.computeIfAbsent(job.queue(), queue -> new QueueLedger());
    }
}

package io.yardmaster.web.prometheus;

import io.micrometer.core.instrument.MeterRegistry;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEventListener;
import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.Attempt;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Counts and times the jobs of this node for Prometheus. */
@Singleton
public class JobMeters implements JobEventListener {
    private final MeterRegistry registry;
    private final MeterLabel queues = new MeterLabel();
    private final MeterLabel types = new MeterLabel();
    private final ConcurrentMap<String, ConcurrentMap<String, TypeMeters>> meters = new ConcurrentHashMap<>();

    JobMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void on(JobEvent event) {
        TypeMeters of = meters(event.job());
        switch (event) {
            case JobEvent.Placed placed -> {}
            case JobEvent.Started started -> of.waited(started.waitMs());
            case JobEvent.Completed completed -> {
                of.ended(Attempt.End.SUCCEEDED);
                of.ran(completed.runMicros(), TimeUnit.MICROSECONDS);
            }
            case JobEvent.Failed failed -> ended(of, failed.attempt());
            case JobEvent.Died died -> ended(of, died.attempt());
            case JobEvent.Cancelled cancelled -> of.ended(Attempt.End.CANCELLED);
            case JobEvent.Snoozed snoozed -> of.ended(Attempt.End.SNOOZED);
            case JobEvent.Released released -> of.ended(Attempt.End.RELEASED);
            case JobEvent.Lost lost -> of.ended(Attempt.End.LOST);
        }
    }

    /** The queues that have meters of their own. */
    Set<String> known() {
        return queues.values();
    }

    /** Ends the meters of queues that were deleted; read at each scrape. */
    void forget(Collection<String> deleted) {
        for (String queue : deleted) {
            ConcurrentMap<String, TypeMeters> of = meters.remove(queue);
            if (of != null) {
                of.values().forEach(type -> type.removeFrom(registry));
            }
            queues.forget(queue);
        }
    }

    private static void ended(TypeMeters of, Attempt attempt) {
        of.ended(attempt.outcome());
        of.ran(attempt.finishedAt() - attempt.startedAt(), TimeUnit.MILLISECONDS);
    }

    private TypeMeters meters(Job job) {
        String queue = queues.of(job.queue());
        String type = types.of(job.type());
        return meters.computeIfAbsent(queue, fresh -> new ConcurrentHashMap<>())
                .computeIfAbsent(type, fresh -> new TypeMeters(registry, queue, type));
    }
}

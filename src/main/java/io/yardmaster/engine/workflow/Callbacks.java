package io.yardmaster.engine.workflow;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.queues.QueueFullException;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.BodyHash;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.JobStore.Holder;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.workflow.WorkflowReader;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Enqueues the callbacks of workflows. */
@Singleton
class Callbacks {
    private final WorkflowReader reader;
    private final JobStore jobs;
    private final JobEvents events;
    private final InstantSource clock;

    Callbacks(WorkflowReader reader, JobStore jobs, JobEvents events, InstantSource clock) {
        this.reader = reader;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    /** Enqueues the callback of a field name, where the workflow has one. Can be done twice. @throws QueueFullException when its queue takes no jobs; to be done again */
    void call(String id, String name) {
        for (Callback when : Callback.values()) {
            if (when.field().equals(name)) {
                String jobId = id + ":" + name;
                reader.callback(id, when, jobId).ifPresent(call -> enqueue(call.enqueuedAt(clock.millis())));
            }
        }
    }

    private void enqueue(Job job) {
        Collection<Holder> held = jobs.enqueue(job.queue(), List.of(new Arrival(job, BodyHash.of(job.id()))))
                .values();
        if (held.stream().anyMatch(Holder::isFull)) {
            throw new QueueFullException(job.queue());
        }
        if (held.isEmpty()) {
            boolean later = job.dueAt() > job.createdAt();
            events.tell(new JobEvent.Placed(job, later ? JobState.SCHEDULED : JobState.WAITING));
        }
    }
}

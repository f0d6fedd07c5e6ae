package io.yardmaster.engine.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobRequest;
import io.yardmaster.api.Workflow;
import io.yardmaster.api.beans.JobDraft;
import io.yardmaster.api.beans.JobSender;
import io.yardmaster.engine.jobs.Enqueued;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.queues.MadeKeys;
import io.yardmaster.engine.queues.QueueFullException;
import io.yardmaster.engine.trace.Traces;
import io.yardmaster.engine.workflow.Workflows;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Work;
import io.yardmaster.job.text.BodyHash;
import io.yardmaster.job.text.Text;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Enqueues what code of the server asks for, handlers and other beans, held to the limits that hold for everybody. */
@Singleton
public class FollowUps implements JobSender {
    private final Enqueuer enqueuer;
    private final Workflows workflows;
    private final Traces traces;

    FollowUps(Enqueuer enqueuer, Workflows workflows, Traces traces) {
        this.enqueuer = enqueuer;
        this.workflows = workflows;
        this.traces = traces;
    }

    /** Begins a workflow and returns its id; see {@link io.yardmaster.api.JobContext#begin}. */
    public String begin(Workflow workflow) {
        NewWorkflow wanted = NewWorkflow.of(tree(workflow, 0)).description(workflow.description());
        for (Map.Entry<Callback, JobRequest> call : workflow.callbacks().entrySet()) {
            wanted = wanted.on(call.getKey(), job(call.getValue()));
        }
        return workflows.create(wanted.trace(traces.current()));
    }

    /** Adds jobs to a workflow that runs; see {@link io.yardmaster.api.JobContext#add}. */
    List<String> add(String workflowId, List<JobRequest> jobs) {
        return workflows
                .add(
                        workflowId,
                        jobs.stream().map(FollowUps::job).map(this::traced).toList())
                .ids();
    }

    private static Tree tree(Workflow workflow, int depth) {
        demand(depth <= Tree.DEEPEST, "at most " + Tree.DEEPEST + " chains, groups and chords may stand around a job");
        demand(
                workflow.parts().size() <= Tree.MOST_IN_GROUP,
                "a group or chain must have at most " + Tree.MOST_IN_GROUP + " members");
        List<Tree> parts =
                workflow.parts().stream().map(part -> tree(part, depth + 1)).toList();
        Tree tree = switch (workflow.kind()) {
            case JOB -> Tree.job(job(workflow.job()));
            case CHAIN -> Tree.chain(parts);
            case GROUP -> Tree.group(parts);
            case CHORD -> Tree.chord(((Tree.Group) parts.getFirst()).parts(), parts.getLast());
        };
        return tree.onDead(workflow.onDead());
    }

    /** See {@link io.yardmaster.api.JobContext#enqueue}. */
    String enqueue(JobRequest request) {
        return enqueuer.enqueue(traced(job(request))).job().id();
    }

    @Override
    public <P> JobDraft enqueue(Class<? extends Handler<P>> handler, P payload) {
        JobHandler says = handler.getAnnotation(JobHandler.class);
        demand(says != null, handler.getName() + " has no @JobHandler with its job type");
        return enqueue(says.value(), payload);
    }

    @Override
    public JobDraft enqueue(String type, Object payload) {
        return new JobDraft(this::sendAll, JobRequest.of(type, payload), Rules.NONE);
    }

    @Override
    public List<String> sendAll(List<JobDraft> drafts) {
        List<NewJob> jobs =
                drafts.stream().map(FollowUps::job).map(this::traced).toList();
        return enqueuer.enqueueAll(jobs).stream().map(FollowUps::id).toList();
    }

    private static String id(Enqueued enqueued) {
        return switch (enqueued.kind()) {
            case CREATED, DUPLICATE, HELD -> enqueued.job().id();
            case CONFLICT ->
                throw new IllegalStateException("id " + enqueued.job().id() + " was used with another body");
            case FULL ->
                throw new IllegalStateException(
                        new QueueFullException(enqueued.job().queue()).getMessage());
        };
    }

    /** What a handler enqueues goes on in the trace of its run. */
    private NewJob traced(NewJob job) {
        return job.trace(traces.current());
    }

    private static NewJob job(JobDraft draft) {
        NewJob job = job(draft.request());
        return job.rules(MadeKeys.of(draft.rules(), job.type(), job.payload()));
    }

    static NewJob job(JobRequest request) {
        String payload = json(request.payload());
        demand(
                request.delayMs() >= 0 && request.delayMs() <= NewJob.Due.LONGEST_MS,
                "delayMs must be between 0 and " + NewJob.Due.LONGEST_MS);
        demand(
                payload == null || Text.fits(payload, Work.largestPayload()),
                "payload must have at most " + Work.largestPayload() + " bytes");
        demand(
                request.tags().size() <= Work.MOST_TAGS
                        && request.tags().stream().allMatch(tag -> tag.length() <= Work.LONGEST_TAG),
                "tags must be at most " + Work.MOST_TAGS + " of " + Work.LONGEST_TAG + " characters");
        String hash = request.id() == null ? null : BodyHash.of(request.type() + "\n" + payload);
        return NewJob.of(request.type())
                .queue(request.queue())
                .id(request.id(), hash)
                .work(new Work(request.type(), payload, request.priority(), request.tags()))
                .due(new NewJob.Due.After(request.delayMs()));
    }

    private static String json(Object payload) {
        try {
            return payload == null ? null : PayloadReader.JSON.writeValueAsString(payload);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("payload cannot be written as JSON: " + wrong.getOriginalMessage());
        }
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

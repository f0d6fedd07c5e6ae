package io.yardmaster.api;

import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.OnDead;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Jobs that depend on each other, as a handler asks for them with {@link JobContext#begin}.
 *
 * <pre>{@code
 * Workflow order = Workflow.chain(validate, reserve, pay, confirm);
 * Workflow album = Workflow.chord(Workflow.group(first, second, third), aggregate);
 * Workflow rows = Workflow.batch("Import 42").onComplete(report);
 * }</pre>
 *
 * @param kind what it is
 * @param job of a single job; null for the others
 * @param parts in their order; of a chord the group and what follows it; empty for a single job
 * @param onDead what becomes of what follows when this fails
 * @param description of the whole; null when none
 * @param callbacks of the whole; empty when none
 */
public record Workflow(
        Kind kind,
        JobRequest job,
        List<Workflow> parts,
        OnDead onDead,
        String description,
        Map<Callback, JobRequest> callbacks) {

    /** What a part of a workflow is. */
    public enum Kind {
        JOB,
        CHAIN,
        GROUP,
        CHORD
    }

    public Workflow {
        parts = List.copyOf(parts);
        callbacks = Map.copyOf(callbacks);
    }

    private static Workflow of(Kind kind, JobRequest job, List<Workflow> parts) {
        return new Workflow(kind, job, parts, OnDead.FAIL, null, Map.of());
    }

    /** One job. */
    public static Workflow job(JobRequest job) {
        return of(Kind.JOB, job, List.of());
    }

    /** Each starts when the one before it has succeeded, and finds its result. */
    public static Workflow chain(JobRequest... jobs) {
        return of(Kind.CHAIN, null, Stream.of(jobs).map(Workflow::job).toList());
    }

    /** The same of parts that may be chains and groups themselves. */
    public static Workflow chain(Workflow... parts) {
        return of(Kind.CHAIN, null, List.of(parts));
    }

    /** All start at once. */
    public static Workflow group(JobRequest... jobs) {
        return of(Kind.GROUP, null, Stream.of(jobs).map(Workflow::job).toList());
    }

    /** The same of parts that may be chains and groups themselves. */
    public static Workflow group(Workflow... parts) {
        return of(Kind.GROUP, null, List.of(parts));
    }

    /** A group, and a job that finds the list of its results. @throws IllegalArgumentException when it is no group */
    public static Workflow chord(Workflow group, JobRequest then) {
        if (group.kind() != Kind.GROUP) {
            throw new IllegalArgumentException("a chord begins with a group");
        }
        return of(Kind.CHORD, null, List.of(group, job(then)));
    }

    /** A group to which jobs are added while it runs, with {@link JobContext#add}. */
    public static Workflow batch(String description, JobRequest... jobs) {
        return group(jobs).described(description);
    }

    public Workflow onDead(OnDead policy) {
        return new Workflow(kind, job, parts, policy, description, callbacks);
    }

    /** @param text at most 500 characters; of the whole, elsewhere it is not kept */
    public Workflow described(String text) {
        return new Workflow(kind, job, parts, onDead, text, callbacks);
    }

    /** Enqueued once when every member has ended once, well or not. */
    public Workflow onComplete(JobRequest call) {
        return on(Callback.COMPLETE, call);
    }

    /** Enqueued once when every member has succeeded. */
    public Workflow onSuccess(JobRequest call) {
        return on(Callback.SUCCESS, call);
    }

    /** Enqueued once when the first member is dead. */
    public Workflow onDeath(JobRequest call) {
        return on(Callback.DEATH, call);
    }

    private Workflow on(Callback when, JobRequest call) {
        Map<Callback, JobRequest> more = new EnumMap<>(Callback.class);
        more.putAll(callbacks);
        more.put(when, call);
        return new Workflow(kind, job, parts, onDead, description, more);
    }
}

package io.yardmaster.engine.workflow;

import io.yardmaster.engine.queues.Routing;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Past;
import io.yardmaster.job.Past.Before;
import io.yardmaster.job.Past.Member;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Times;
import io.yardmaster.job.workflow.Flattened;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.TreePart;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.Store;
import io.yardmaster.store.workflow.WorkflowReader;
import io.yardmaster.store.workflow.WorkflowStore;
import io.yardmaster.store.workflow.WorkflowStore.Added;
import io.yardmaster.store.workflow.WorkflowStore.Call;
import io.yardmaster.store.workflow.WorkflowStore.Row;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes workflows and acts on them. Each method throws {@link WorkflowException}, and StoreAwayException, after which
 * another node ends what was begun.
 */
@Singleton
public class Workflows {
    /** Jobs, and as many chains and groups. */
    private static final int MOST_PARTS = 2 * Tree.MOST_JOBS;

    private final Store ids;
    private final WorkflowStore store;
    private final WorkflowReader reader;
    private final JobReader jobs;
    private final Duties duties;
    private final Advance advance;
    private final Routing routing;
    private final InstantSource clock;

    /** The sides of the store that it reads and writes. */
    @Singleton
    public record Sides(Store ids, WorkflowStore store, WorkflowReader reader, JobReader jobs) {}

    Workflows(Sides sides, Duties duties, Advance advance, Routing routing, InstantSource clock) {
        this.ids = sides.ids();
        this.store = sides.store();
        this.reader = sides.reader();
        this.jobs = sides.jobs();
        this.duties = duties;
        this.advance = advance;
        this.routing = routing;
        this.clock = clock;
    }

    /** Begins a workflow and returns its id; its first jobs wait. @throws WorkflowException when a job has one of its ids */
    public String create(NewWorkflow wanted) {
        List<TreePart> parts = Flattened.of(wanted.top());
        long members = parts.stream().filter(part -> part.job() != null).count();
        if (members > Tree.MOST_JOBS || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("a workflow must have at most " + Tree.MOST_JOBS + " jobs");
        }
        taken(parts).forEach(job -> refuse(job, null));
        String id = "w" + ids.newId();
        long now = clock.millis();
        store.announce(id, now);
        put(id, parts, now);
        Map<Callback, Call> calls = new EnumMap<>(Callback.class);
        wanted.callbacks().forEach((when, job) -> calls.put(when, call(id, when, job, now)));
        store.open(id, parts.size(), members, wanted.description(), calls);
        finish(id);
        return id;
    }

    /** What adding came to. @param accepted how many are new @param ids of all, in the order of the request */
    public record Joined(int accepted, List<String> ids) {}

    /**
     * Adds jobs to the group at the top of a workflow that runs. One whose id is a member's, or stands there twice, is added
     * once: the same call can be repeated, also once the workflow has ended.
     */
    public Joined add(String id, List<NewJob> added) {
        Set<String> known = new HashSet<>();
        taken(Flattened.added(added, 1)).forEach(job -> {
            refuse(job, id);
            known.add(job.queue() + " " + job.id());
        });
        List<NewJob> fresh = added.stream()
                .filter(job -> job.id() == null || known.add(routing.queueOf(job) + " " + job.id()))
                .toList();
        Iterator<String> made = fresh.isEmpty() && !added.isEmpty()
                ? List.<String>of().iterator()
                : begin(id, fresh).iterator();
        Set<NewJob> begun = Collections.newSetFromMap(new IdentityHashMap<>());
        begun.addAll(fresh);
        List<String> ids = added.stream()
                .map(job -> begun.remove(job) ? made.next() : job.id())
                .toList();
        return new Joined(fresh.size(), ids);
    }

    /** Reserves numbers, stores the parts, and lets them begin. Returns the ids of the jobs. */
    private List<String> begin(String id, List<NewJob> added) {
        long now = clock.millis();
        Added reserved = WorkflowException.unlessOk(id, added.size(), store.add(id, added.size(), 0));
        if (added.isEmpty()) {
            return List.of();
        }
        int first = Integer.parseInt(reserved.detail());
        List<TreePart> parts = Flattened.added(added, first);
        store.onDuty(id, now);
        put(id, parts, now);
        WorkflowException.unlessOk(id, added.size(), store.add(id, added.size(), first));
        finish(id);
        return parts.stream().map(part -> jobId(id, part)).toList();
    }

    /** Ends a workflow: what goes on is cancelled. One that is cancelled is a success. */
    public void cancel(String id) {
        store.onDuty(id, clock.millis());
        String before = store.cancel(id);
        boolean done = List.of("running", "failed", "cancelled").contains(before);
        if (!done) {
            store.offDuty(id);
            throw before.isEmpty()
                    ? WorkflowException.unknown(id)
                    : WorkflowException.conflict("workflow " + id + " is " + before + " and cannot be cancelled");
        }
        finish(id);
        advance.sweep(queues(id));
    }

    /** Retries every member that is dead or was cancelled. @throws WorkflowException when there is none to be retried */
    public void retry(String id) {
        WorkflowState state =
                reader.head(id).orElseThrow(() -> WorkflowException.unknown(id)).state();
        if (state == WorkflowState.CANCELLED || state == WorkflowState.COMPLETED) {
            throw WorkflowException.conflict("workflow " + id + " is " + state.word() + " and cannot be retried");
        }
        List<String> came = duties.retry(id, clock.millis());
        if (came.isEmpty()) {
            throw WorkflowException.conflict("workflow " + id + " has no dead member that can be retried");
        }
        advance.sweep(came);
    }

    private void finish(String id) {
        if (advance.drive(id, "", List.of()).unmade() == 0) {
            store.offDuty(id);
        }
    }

    private List<String> queues(String id) {
        int parts = reader.head(id).map(WorkflowReader.Head::parts).orElse(0);
        return reader.nodes(id, 1, parts).stream()
                .filter(node -> node.step() != null)
                .map(node -> node.step().queue())
                .distinct()
                .toList();
    }

    private void put(String id, List<TreePart> parts, long now) {
        store.put(
                id,
                parts.stream()
                        .map(part -> new Row(part, part.job() == null ? null : job(id, part, now)))
                        .toList());
    }

    private Job job(String workflow, TreePart part, long now) {
        NewJob wanted = part.job();
        Member member = new Member(workflow, part.number(), part.before(), true);
        return job(wanted, jobId(workflow, part), member, now);
    }

    /** Of a step, an expiry after a time is counted from here; of a callback, from when it is enqueued. */
    private Job job(NewJob wanted, String id, Member member, long now) {
        long due = switch (wanted.due()) {
            case NewJob.Due.After after -> now;
            case NewJob.Due.OnInstant at -> Math.max(now, at.epochMs());
        };
        Rules rules = member.unreleased() ? wanted.rules().enqueuedAt(now) : wanted.rules();
        Past past = Past.of(member).trace(wanted.trace());
        return new Job(id, routing.queueOf(wanted), wanted.work(), rules, Times.of(now, due), past);
    }

    private Call call(String workflow, Callback when, NewJob wanted, long now) {
        Member member = new Member(workflow, 0, Before.ONE, false);
        long delay = wanted.due() instanceof NewJob.Due.After after ? after.delayMs() : 0;
        return new Call(job(wanted, workflow + ":" + when.field(), member, now), delay);
    }

    private static String jobId(String workflow, TreePart part) {
        return part.job().id() != null ? part.job().id() : workflow + ":" + part.number();
    }

    /** The jobs that have an id of one of these parts. */
    private List<Job> taken(List<TreePart> parts) {
        Map<String, List<String>> named = new HashMap<>();
        for (TreePart part : parts) {
            if (part.job() != null && part.job().id() != null) {
                named.computeIfAbsent(routing.queueOf(part.job()), first -> new ArrayList<>())
                        .add(part.job().id());
            }
        }
        List<Job> all = new ArrayList<>();
        named.forEach((queue, wanted) ->
                jobs.findAll(queue, wanted).stream().map(JobView::job).forEach(all::add));
        return all;
    }

    /** @param workflow whose member the job may be; null for none */
    private static void refuse(Job job, String workflow) {
        boolean member = workflow != null
                && job.member() != null
                && workflow.equals(job.member().workflow());
        if (!member) {
            throw WorkflowException.conflict("job " + job.id() + " is in queue " + job.queue() + " already");
        }
    }
}

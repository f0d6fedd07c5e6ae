package io.yardmaster.store.workflow;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.Job;
import io.yardmaster.job.Times;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.TreePart;
import io.yardmaster.store.record.Definition;
import io.yardmaster.store.record.RecordCodec;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what is kept of workflows in their own slots. Every call fails with StoreAwayException. */
@Singleton
public class WorkflowStore {
    /** How many parts are stored or made in one go. */
    public static final int SLICE = 250;

    private static final int MOST_WRITES = 60;

    private final RedisLinks links;

    public WorkflowStore(RedisLinks links) {
        this.links = links;
    }

    /** A part on its way in. @param job what its job is; null for a chain or group */
    public record Row(TreePart part, Job job) {}

    /** A callback as it was asked for: its job, which an instant may make wait, and milliseconds that it waits then. */
    public record Call(Job job, long delayMs) {
        /** The job when its moment has come. @param now epoch milliseconds */
        public Job enqueuedAt(long now) {
            long due = job.dueAt() > job.createdAt() ? Math.max(now, job.dueAt()) : now + delayMs;
            return new Job(
                    job.id(), job.queue(), job.work(), job.rules().enqueuedAt(now), Times.of(now, due), job.past());
        }
    }

    /** What became of a member. @param number ascending within a queue; 0 from the engine itself */
    public record News(long number, int part, char what) {}

    /**
     * What a workflow came to.
     *
     * @param state a word; empty when there is no such workflow
     * @param unmade how many parts have jobs that are not made: of what is to be done, or of an addition that has not begun
     * @param todo what is to be done, in order; see {@code workflow_apply.lua}
     */
    public record Applied(String state, int unmade, List<String> todo) {}

    /** Notes that a workflow is being made, so that what a dead node leaves is found. @param now epoch milliseconds */
    public void announce(String id, long now) {
        RedisLink.await(links.rest().batch(List.of(add(WorkflowKeys.ALL, now, id), add(WorkflowKeys.DUTY, now, id))));
    }

    /** Stores parts; nothing begins. Can be repeated. */
    public void put(String id, List<Row> rows) {
        List<Request> writes = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += SLICE) {
            addWrites(id, rows.subList(from, Math.min(rows.size(), from + SLICE)), writes);
            if (writes.size() >= MOST_WRITES || from + SLICE >= rows.size()) {
                RedisLink.await(links.rest().batch(writes));
                writes = new ArrayList<>();
            }
        }
    }

    private static void addWrites(String id, List<Row> rows, List<Request> writes) {
        WorkflowKeys keys = new WorkflowKeys(id);
        Request plan = Request.cmd(Command.HSET).arg(keys.plan());
        Request steps = Request.cmd(Command.HSET).arg(keys.steps());
        Request jobs = Request.cmd(Command.HSET).arg(keys.jobs());
        boolean any = false;
        for (Row row : rows) {
            plan.arg(row.part().number()).arg(row.part().shape().text());
            if (row.job() != null) {
                any = true;
                StepPlace step = new StepPlace(
                        row.job().queue(), row.job().id(), row.job().type());
                steps.arg(row.part().number()).arg(step.text());
                jobs.arg(row.part().number()).arg(RecordCodec.pack(row.job()));
            }
        }
        writes.addAll(any ? List.of(plan, steps, jobs) : List.of(plan));
    }

    /** Begins it. @param parts how many there are @param jobs how many of them are jobs */
    public void open(String id, int parts, long jobs, String description, Map<Callback, Call> callbacks) {
        WorkflowKeys keys = new WorkflowKeys(id);
        List<byte[]> args = new ArrayList<>(List.of(Wire.STORE_TIME, Wire.bytes(parts), Wire.bytes(SLICE)));
        args.add(Wire.bytes("jobs"));
        args.add(Wire.bytes(jobs));
        args.add(Wire.bytes("description"));
        args.add(Wire.bytes(description == null ? "" : description));
        callbacks.forEach((when, call) -> {
            args.add(Wire.bytes(when.field()));
            args.add(Definition.pack(call.job().queue() + " " + call.delayMs(), call.job()));
        });
        RedisLink.await(links.rest().call(Script.WORKFLOW_OPEN, List.of(keys.head(), keys.todo()), args));
    }

    /**
     * Takes news in.
     *
     * @param source the queue that they come from; empty for the engine itself
     * @param done what was done of what was to do
     * @param news at most {@value #SLICE}
     */
    public Applied apply(String id, String source, List<String> done, List<News> news) {
        return applyAll(source, List.of(new Heard(id, done, news))).getFirst();
    }

    /** The same of several workflows, in one round. Fails when one of them does; the others may have taken theirs in. */
    public List<Applied> applyAll(String source, List<Heard> all) {
        List<Request> calls = all.stream()
                .map(one -> Script.WORKFLOW_APPLY.request(new WorkflowKeys(one.id()).all(), one.args(source)))
                .toList();
        return RedisLink.await(links.keeper().batch(calls)).stream()
                .map(answer -> {
                    List<String> texts = Wire.texts(answer);
                    return new Applied(texts.get(0), Integer.parseInt(texts.get(1)), texts.subList(2, texts.size()));
                })
                .toList();
    }

    /** What a wish to add jobs came to. @param word ok, unknown, ended, chain, group, full or late @param detail number or state */
    public record Added(String word, String detail) {}

    /** Removes parts that were stored to be added a minute ago and never begun, at most 500. Returns how many. */
    public int abandon(String id) {
        WorkflowKeys keys = new WorkflowKeys(id);
        List<byte[]> of = List.of(keys.todo(), keys.jobs(), keys.plan(), keys.steps());
        return RedisLink.await(links.keeper().call(Script.WORKFLOW_ABANDON, of, List.of()))
                .toInteger();
    }

    /** @param first the first number that was reserved; 0 reserves them */
    public Added add(String id, int jobs, int first) {
        WorkflowKeys keys = new WorkflowKeys(id);
        List<byte[]> args = List.of(
                Wire.bytes(jobs),
                Wire.bytes(first),
                Wire.bytes(Tree.MOST_IN_GROUP),
                Wire.bytes(Tree.MOST_JOBS),
                Wire.bytes(SLICE));
        Response answer = RedisLink.await(links.rest()
                .call(Script.WORKFLOW_ADD, List.of(keys.head(), keys.plan(), keys.todo(), keys.jobs()), args));
        return new Added(
                answer.get(0).toString(), answer.size() > 1 ? answer.get(1).toString() : "");
    }

    /** Ends it. Returns the state that it was in; empty when there is no such workflow. */
    public String cancel(String id) {
        WorkflowKeys keys = new WorkflowKeys(id);
        List<byte[]> args = List.of(Wire.STORE_TIME);
        return Wire.text(
                RedisLink.await(links.rest().call(Script.WORKFLOW_CANCEL, List.of(keys.head(), keys.todo()), args)));
    }

    /** Notes that something is to be done of it, so that another node goes on where this one dies. */
    public void onDuty(String id, long now) {
        RedisLink.await(links.rest().send(add(WorkflowKeys.DUTY, now, id)));
    }

    /** All that was to be done of it is done. */
    public void offDuty(String id) {
        RedisLink.await(links.rest()
                .send(Request.cmd(Command.ZREM).arg(WorkflowKeys.DUTY).arg(id)));
    }

    /** Those that were left with something undone since before then, at most 100. @param before epoch milliseconds */
    public List<String> undone(long before) {
        return until(WorkflowKeys.DUTY, before);
    }

    /** It is over: to be forgotten from then on. @param at epoch milliseconds */
    public void over(String id, long at) {
        RedisLink.await(links.keeper().send(add(WorkflowKeys.OVER, at, id)));
    }

    /** Those whose time to be forgotten has come, at most 100. @param now epoch milliseconds */
    public List<String> forgettable(long now) {
        return until(WorkflowKeys.OVER, now);
    }

    /** Removes all that is kept of it. */
    public void forget(String id) {
        Request unlink = Request.cmd(Command.UNLINK);
        new WorkflowKeys(id).all().forEach(unlink::arg);
        RedisLink.await(links.keeper().send(unlink));
        List<Request> drops = List.of(
                Request.cmd(Command.ZREM).arg(WorkflowKeys.ALL).arg(id),
                Request.cmd(Command.ZREM).arg(WorkflowKeys.DUTY).arg(id),
                Request.cmd(Command.ZREM).arg(WorkflowKeys.OVER).arg(id));
        RedisLink.await(links.keeper().batch(drops));
    }

    /** It goes on again: not to be forgotten. */
    public void notOver(String id) {
        RedisLink.await(links.keeper()
                .send(Request.cmd(Command.ZREM).arg(WorkflowKeys.OVER).arg(id)));
    }

    private List<String> until(byte[] key, long at) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(key)
                .arg("-inf")
                .arg(at)
                .arg("BYSCORE")
                .arg("LIMIT")
                .arg(0)
                .arg(100);
        return Wire.texts(RedisLink.await(links.keeper().send(ask)));
    }

    private static Request add(byte[] key, long score, String id) {
        return Request.cmd(Command.ZADD).arg(key).arg(score).arg(id);
    }
}

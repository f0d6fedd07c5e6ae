package io.yardmaster.store.workflow;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Scan;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the check of the store reads of workflows, slice by slice. Every call fails with StoreAwayException. */
@Singleton
public class WorkflowFsckStore {
    private static final int SLICE = 100;

    private final RedisLinks links;

    public WorkflowFsckStore(RedisLinks links) {
        this.links = links;
    }

    /**
     * What is left to be done of a workflow.
     *
     * @param unmade how many parts have jobs that are not made
     * @param first the first thing to do; null when there is none
     * @param onDuty true while a node is at it, or has just died at it
     */
    public record Rest(long unmade, String first, boolean onDuty) {}

    /** What is left to be done of one; nothing of one that is gone. */
    public Rest rest(String id) {
        WorkflowKeys keys = new WorkflowKeys(id);
        List<Response> answers = RedisLink.await(links.reads()
                .batch(List.of(
                        Request.cmd(Command.HLEN).arg(keys.jobs()),
                        Request.cmd(Command.ZRANGE).arg(keys.todo()).arg(0).arg(0),
                        Request.cmd(Command.ZSCORE).arg(WorkflowKeys.DUTY).arg(id))));
        Response first = answers.get(1);
        return new Rest(
                answers.get(0).toLong(), first.size() == 0 ? null : Wire.text(first.get(0)), answers.get(2) != null);
    }

    /** The ids of all workflows, in slices; one may come twice. */
    public void each(Consumer<List<String>> slice) {
        scan(Command.ZSCAN, WorkflowKeys.ALL, pairs -> slice.accept(List.copyOf(pairs.keySet())));
    }

    /** The members of a queue with their places, {@code "<workflow> <part>"}, in slices; one may come twice. */
    public void eachLink(String queue, Consumer<Map<String, String>> slice) {
        scan(Command.HSCAN, members(queue), slice);
    }

    private void scan(Command scan, byte[] key, Consumer<Map<String, String>> slice) {
        Scan.each(links.reads(), scan, key, SLICE, pairs -> {
            Map<String, String> some = new HashMap<>();
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                some.put(Wire.text(pairs.get(i)), Wire.text(pairs.get(i + 1)));
            }
            slice.accept(some);
        });
    }

    /** The places that jobs are linked to, by id; one that is linked to none has no entry. @param jobIds at most 1,000 */
    public Map<String, String> links(String queue, List<String> jobIds) {
        Request ask = Request.cmd(Command.HMGET).arg(members(queue));
        jobIds.forEach(ask::arg);
        List<String> places = new ArrayList<>();
        RedisLink.await(links.reads().send(ask)).forEach(place -> places.add(Wire.text(place)));
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i) != null) {
                all.put(jobIds.get(i), places.get(i));
            }
        }
        return all;
    }

    /** Links a job to its place again. */
    public void link(String queue, String jobId, String place) {
        Request write = Request.cmd(Command.HSET).arg(members(queue)).arg(jobId).arg(place);
        RedisLink.await(links.keeper().send(write));
    }

    private static byte[] members(String queue) {
        return new Keys(queue).of(Key.MEMBERS);
    }
}

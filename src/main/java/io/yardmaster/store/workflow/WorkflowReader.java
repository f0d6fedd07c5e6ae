package io.yardmaster.store.workflow;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.Job;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.TreePart.Shape;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.record.Definition;
import io.yardmaster.store.record.Stored;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import io.yardmaster.store.workflow.WorkflowStore.Call;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads workflows. Every call fails with StoreAwayException. */
@Singleton
public class WorkflowReader {
    private static final int LARGEST_READ = 1_000;

    private final RedisLinks links;

    public WorkflowReader(RedisLinks links) {
        this.links = links;
    }

    /**
     * What is known of a workflow without its parts.
     *
     * @param description null when it has none
     * @param parts the greatest number of a part
     */
    public record Head(String id, String description, WorkflowState state, Span times, int parts, Numbers numbers) {}

    /** @param createdAt epoch milliseconds @param finishedAt the same; null while it is not over */
    public record Span(long createdAt, Long finishedAt) {}

    /** How many members are where; {@code live} have started and not ended, {@code bad} ended otherwise than well. */
    public record Numbers(long blocked, long live, long bad, long ended) {}

    /** A part as it lies in the store. @param step null for a chain or group @param state a letter; null = not begun */
    public record Node(int number, Shape shape, StepPlace step, String state) {}

    /** Several in their order; those that are gone, or not begun, are left out. */
    public List<Head> heads(List<String> ids) {
        List<Request> asks = new ArrayList<>();
        for (String id : ids) {
            WorkflowKeys keys = new WorkflowKeys(id);
            asks.add(Request.cmd(Command.HMGET)
                    .arg(keys.head())
                    .arg("state")
                    .arg("description")
                    .arg("createdAt")
                    .arg("finishedAt")
                    .arg("parts"));
            asks.add(Request.cmd(Command.SCARD).arg(keys.blocked()));
            asks.add(Request.cmd(Command.SCARD).arg(keys.live()));
            asks.add(Request.cmd(Command.SCARD).arg(keys.bad()));
            asks.add(Request.cmd(Command.HLEN).arg(keys.states()));
        }
        try {
            List<Response> answers =
                    asks.isEmpty() ? List.of() : RedisLink.await(links.reads().batch(asks));
            List<Head> all = new ArrayList<>(ids.size());
            for (int i = 0; i < ids.size(); i++) {
                head(ids.get(i), answers, 5 * i).ifPresent(all::add);
            }
            return all;
        } catch (IllegalStateException broken) { // one with a key of a wrong type, which a check finds
            return ids.size() == 1
                    ? List.of()
                    : ids.stream().flatMap(id -> heads(List.of(id)).stream()).toList();
        }
    }

    /** One; empty when there is none of that id. */
    public Optional<Head> head(String id) {
        return heads(List.of(id)).stream().findFirst();
    }

    /** How many there are, whatever their state. */
    public long count() {
        return RedisLink.await(links.reads().send(Request.cmd(Command.ZCARD).arg(WorkflowKeys.ALL)))
                .toLong();
    }

    /** The ids of the newest, newest first. @param before the greatest time, epoch milliseconds; null = all @param skip of that time */
    public List<Listed> newest(Long before, int skip, int limit) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(WorkflowKeys.ALL)
                .arg(before == null ? "+inf" : String.valueOf(before))
                .arg("-inf")
                .arg("BYSCORE")
                .arg("REV")
                .arg("LIMIT")
                .arg(skip)
                .arg(limit)
                .arg("WITHSCORES");
        Response answer = RedisLink.await(links.reads().send(ask));
        List<Listed> all = new ArrayList<>();
        Wire.scored(answer, (id, at) -> all.add(new Listed(id, at)));
        return all;
    }

    /** An entry of the list. @param at epoch milliseconds when it was made */
    public record Listed(String id, long at) {}

    /** The parts from a number to another, by number; those that are not there are left out. */
    public List<Node> nodes(String id, int from, int to) {
        return List.copyOf(
                some(id, IntStream.rangeClosed(from, to).boxed().toList()).values());
    }

    /** Some parts by number, in that order. */
    public Map<Integer, Node> some(String id, List<Integer> numbers) {
        WorkflowKeys keys = new WorkflowKeys(id);
        Map<Integer, Node> all = new LinkedHashMap<>();
        for (int from = 0; from < numbers.size(); from += LARGEST_READ) {
            List<Integer> part = numbers.subList(from, Math.min(numbers.size(), from + LARGEST_READ));
            List<Response> answers = RedisLink.await(links.reads()
                    .batch(List.of(
                            several(keys.plan(), part), several(keys.steps(), part), several(keys.states(), part))));
            for (int i = 0; i < part.size(); i++) {
                String shape = Wire.text(answers.get(0).get(i));
                if (shape != null) {
                    StepPlace step = StepPlace.of(Wire.text(answers.get(1).get(i)));
                    String state = Wire.text(answers.get(2).get(i));
                    all.put(part.get(i), new Node(part.get(i), Shape.of(shape), step, state));
                }
            }
        }
        return all;
    }

    /** The records of the jobs of those parts that are not made yet, by part. */
    public Map<Integer, Job> jobs(String id, List<Node> nodes) {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        Request ask = Request.cmd(Command.HMGET).arg(new WorkflowKeys(id).jobs());
        nodes.forEach(node -> ask.arg(node.number()));
        Response answer = RedisLink.await(links.keeper().send(ask));
        Map<Integer, Job> all = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (answer.get(i) != null) {
                Stored stored = Stored.read(node.step().queue(), node.step().jobId(), Wire.raw(answer.get(i)), 0);
                all.put(node.number(), stored.job());
            }
        }
        return all;
    }

    /** A callback; empty when there is none. @param id of the workflow @param jobId the id that its job gets */
    public Optional<Call> callback(String id, Callback when, String jobId) {
        Request ask = Request.cmd(Command.HGET).arg(new WorkflowKeys(id).head()).arg(when.field());
        Response packed = RedisLink.await(links.keeper().send(ask));
        if (packed == null) {
            return Optional.empty();
        }
        Definition definition = Definition.unpack(Wire.raw(packed));
        String[] header = definition.header().split(" ");
        Job job = Stored.read(header[0], jobId, definition.rest(), 0).job();
        return Optional.of(new Call(job, Long.parseLong(header[1])));
    }

    /** The parts that go on: blocked and started ones. */
    public List<Integer> open(String id) {
        WorkflowKeys keys = new WorkflowKeys(id);
        return numbers(keys.blocked(), keys.live());
    }

    /** The parts that have started and not ended. */
    public List<Integer> live(String id) {
        return numbers(new WorkflowKeys(id).live());
    }

    /** The parts whose jobs ended otherwise than well. */
    public List<Integer> bad(String id) {
        return numbers(new WorkflowKeys(id).bad());
    }

    private List<Integer> numbers(byte[]... sets) {
        List<Integer> all = new ArrayList<>();
        for (byte[] set : sets) {
            Response members = RedisLink.await(
                    links.reads().send(Request.cmd(Command.SMEMBERS).arg(set)));
            members.forEach(member -> all.add(member.toInteger()));
        }
        return all.stream().sorted().toList();
    }

    private static Optional<Head> head(String id, List<Response> answers, int at) {
        Response head = answers.get(at);
        Optional<WorkflowState> state =
                Optional.ofNullable(Wire.text(head.get(0))).flatMap(WorkflowState::of);
        return state.map(word -> {
            String description = Wire.text(head.get(1));
            Span times = new Span(
                    head.get(2).toLong(),
                    head.get(3) == null ? null : head.get(3).toLong());
            long live = answers.get(at + 2).toLong();
            Numbers tally = new Numbers(
                    answers.get(at + 1).toLong(),
                    live,
                    answers.get(at + 3).toLong(),
                    answers.get(at + 4).toLong() - live);
            boolean silent = description == null || description.isEmpty();
            return new Head(
                    id, silent ? null : description, word, times, head.get(4).toInteger(), tally);
        });
    }

    private static Request several(byte[] key, List<Integer> numbers) {
        Request ask = Request.cmd(Command.HMGET).arg(key);
        numbers.forEach(ask::arg);
        return ask;
    }
}

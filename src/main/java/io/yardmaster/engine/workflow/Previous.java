package io.yardmaster.engine.workflow;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Past.Member;
import io.yardmaster.job.workflow.OnDead;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.TreePart.Kind;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.workflow.MemberStore;
import io.yardmaster.store.workflow.WorkflowReader;
import io.yardmaster.store.workflow.WorkflowReader.Head;
import io.yardmaster.store.workflow.WorkflowReader.Node;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a step of a workflow finds of those before it: their results, and the errors of those that are dead. */
@Singleton
public class Previous {
    /** The largest list of results in characters of JSON. */
    public static final int LARGEST = 1 << 20;

    private static final int MOST_ERRORS = 1_000;

    private final WorkflowReader reader;
    private final MemberStore members;
    private final JobReader jobs;

    Previous(WorkflowReader reader, MemberStore members, JobReader jobs) {
        this.reader = reader;
        this.members = members;
        this.jobs = jobs;
    }

    /** The results of what stands before a job are too large together. */
    public static final class ListTooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ListTooLargeException(long size) {
            super("the results before this step have " + size + " characters together, at most " + LARGEST
                    + " can be given to it");
        }
    }

    /** A job before that is dead, under the policy "continue". @param type of its error @param message of its error */
    public record Failure(String jobId, String queue, String type, String message) {}

    /**
     * The result before a job, JSON text: of one job its result, of a group the list in its order, null where there is
     * none. Of a callback, what the workflow came to.
     *
     * @return null when nothing stands before it
     * @throws ListTooLargeException when a list has more than {@value #LARGEST} characters
     */
    public String result(Job job) {
        Member member = job.member();
        if (member == null) {
            return null;
        }
        if (member.part() == 0) {
            return summary(member.workflow());
        }
        Known known = before(member);
        if (known.top == null) {
            return null;
        }
        Map<String, Map<String, String>> results = new HashMap<>();
        known.byQueue(true).forEach((queue, ids) -> results.put(queue, members.results(queue, ids)));
        StringBuilder text = new StringBuilder();
        known.write(known.top, results, text);
        if (text.length() > LARGEST && known.top.shape().kind() != Kind.JOB) {
            throw new ListTooLargeException(text.length());
        }
        return text.toString();
    }

    /** The errors of the jobs before one that are dead and whose policy is to continue, at most 1,000. */
    public List<Failure> failures(Job job) {
        List<Failure> all = new ArrayList<>();
        if (job.member() == null || job.member().part() == 0) {
            return all;
        }
        Known known = before(job.member());
        known.byQueue(false).forEach((queue, ids) -> {
            for (JobView view : jobs.findAll(queue, ids.subList(0, Math.min(ids.size(), MOST_ERRORS)))) {
                boolean told = view.error() != null;
                all.add(new Failure(
                        view.job().id(),
                        queue,
                        told ? view.error().type() : view.state() == JobState.CANCELLED ? "Cancelled" : "Dead",
                        told ? view.error().message() : null));
            }
        });
        return all.size() > MOST_ERRORS ? all.subList(0, MOST_ERRORS) : all;
    }

    private String summary(String id) {
        Head head = reader.head(id).orElse(null);
        if (head == null) {
            return null;
        }
        long completed = head.numbers().ended() - head.numbers().bad();
        return "{\"workflow\":\"" + id + "\",\"state\":\"" + head.state().word() + "\",\"completed\":" + completed
                + ",\"failed\":" + head.numbers().bad() + "}";
    }

    private Known before(Member member) {
        Node self = reader.some(member.workflow(), List.of(member.part())).get(member.part());
        Known known = new Known();
        if (self != null && self.shape().first() > 0) {
            known.read(member.workflow(), self.shape().first());
        }
        return known;
    }

    /** The parts below the one that stands before a job. */
    private final class Known {
        private final Map<Integer, Node> nodes = new HashMap<>();
        private Node top;

        /** Level by level, so that a group costs one round and not one a member. */
        void read(String workflow, int number) {
            List<Integer> level = List.of(number);
            while (!level.isEmpty()) {
                Map<Integer, Node> found = reader.some(workflow, level);
                nodes.putAll(found);
                level = found.values().stream()
                        .filter(node -> node.shape().kind() != Kind.JOB)
                        .flatMap(node -> wanted(node).boxed())
                        .filter(child -> !nodes.containsKey(child)) // a hand may have made a circle
                        .distinct()
                        .toList();
            }
            top = nodes.get(number);
        }

        /** Of a chain, only the last child leaves a result. */
        private IntStream wanted(Node node) {
            int first = node.shape().first();
            int end = first + (int) node.shape().count();
            return IntStream.range(node.shape().kind() == Kind.CHAIN ? Math.max(first, end - 1) : first, end);
        }

        /** Ids by queue. @param well true = of those that succeeded; false = of those that did not, and may be told */
        Map<String, List<String>> byQueue(boolean well) {
            Map<String, List<String>> all = new LinkedHashMap<>();
            nodes.values().stream()
                    .filter(node -> node.step() != null)
                    .filter(node -> well
                            ? "c".equals(node.state())
                            : !"c".equals(node.state()) && node.shape().onDead() == OnDead.CONTINUE)
                    .forEach(node -> all.computeIfAbsent(node.step().queue(), first -> new ArrayList<>())
                            .add(node.step().jobId()));
            return all;
        }

        void write(Node node, Map<String, Map<String, String>> results, StringBuilder text) {
            write(node, results, text, 0);
        }

        private void write(Node node, Map<String, Map<String, String>> results, StringBuilder text, int depth) {
            switch (node == null || depth > Tree.DEEPEST ? null : node.shape().kind()) {
                case null -> text.append("null");
                case JOB -> {
                    Map<String, String> queue = results.getOrDefault(node.step().queue(), Map.of());
                    text.append(queue.getOrDefault(node.step().jobId(), "null"));
                }
                case CHAIN -> {
                    int count = (int) node.shape().count();
                    write(count == 0 ? null : nodes.get(node.shape().first() + count - 1), results, text, depth + 1);
                }
                case GROUP -> {
                    text.append('[');
                    wanted(node).forEach(number -> {
                        text.append(number == node.shape().first() ? "" : ",");
                        write(nodes.get(number), results, text, depth + 1);
                    });
                    text.append(']');
                }
            }
        }
    }
}

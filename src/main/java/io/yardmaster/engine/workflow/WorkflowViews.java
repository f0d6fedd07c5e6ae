package io.yardmaster.engine.workflow;

import io.yardmaster.engine.jobs.Page;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.TreePart.Kind;
import io.yardmaster.store.workflow.MemberStore;
import io.yardmaster.store.workflow.WorkflowReader;
import io.yardmaster.store.workflow.WorkflowReader.Head;
import io.yardmaster.store.workflow.WorkflowReader.Listed;
import io.yardmaster.store.workflow.WorkflowReader.Node;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at workflows, for API and pages. Changes nothing. */
@Singleton
public class WorkflowViews {
    /** Members that have not ended, of one workflow in a list, whose states are told apart; the others count as waiting. */
    private static final int MOST_TOLD_APART = 1_000;
    /** Workflows of one millisecond that a cursor passes over. */
    private static final int MOST_AT_ONCE = 1_000;

    private final WorkflowReader reader;
    private final MemberStore members;

    WorkflowViews(WorkflowReader reader, MemberStore members) {
        this.reader = reader;
        this.members = members;
    }

    /** One with its members. @throws WorkflowException when there is none of that id */
    public WorkflowView one(String id) {
        Head head = known(id);
        List<Node> all = reader.nodes(id, 1, head.parts());
        Map<Integer, JobState> states = states(all);
        Map<Integer, Node> byNumber = all.stream().collect(Collectors.toMap(Node::number, node -> node));
        Edges edges = new Edges(all);
        List<WorkflowView.Node> nodes = new ArrayList<>(all.size());
        for (Node node : all) {
            if (node.step() != null) {
                nodes.add(new WorkflowView.Node(
                        String.valueOf(node.number()),
                        new WorkflowView.Place(
                                node.step().queue(),
                                node.step().jobId(),
                                node.step().type()),
                        states.get(node.number()),
                        edges.after(node),
                        shape(node, byNumber)));
            }
        }
        edges.points().forEach((point, after) -> nodes.add(new WorkflowView.Node(point, null, null, after, "")));
        return new WorkflowView(head, counts(states.values()), nodes);
    }

    /**
     * What a blocked member waits for.
     *
     * @param open how many of the jobs before it go on
     * @param failed how many did not end well
     * @param first the id of one of them, of a failed one where there is one; null when all have succeeded
     */
    public record Blockers(String workflow, long open, long failed, String first) {}

    /** What a job waits for; empty for one in no workflow, or in one that is gone. */
    public Optional<Blockers> blockers(Job job) {
        if (job.member() == null || reader.head(job.member().workflow()).isEmpty()) {
            return Optional.empty();
        }
        WorkflowView view = one(job.member().workflow());
        Map<String, WorkflowView.Node> nodes =
                view.nodes().stream().collect(Collectors.toMap(WorkflowView.Node::id, node -> node));
        WorkflowView.Node self = nodes.get(String.valueOf(job.member().part()));
        List<WorkflowView.Node> before = self == null
                ? List.of()
                : self.after().stream()
                        .map(nodes::get)
                        .flatMap(node ->
                                node.place() == null ? node.after().stream().map(nodes::get) : Stream.of(node))
                        .filter(node -> node.state() != JobState.COMPLETED)
                        .sorted(Comparator.comparing(node -> !node.state().isFinal()))
                        .toList();
        long failed = before.stream().filter(node -> node.state().isFinal()).count();
        String first = before.isEmpty() ? null : before.getFirst().place().jobId();
        return Optional.of(new Blockers(view.id(), before.size() - failed, failed, first));
    }

    /** Its places in the chains around it, from the inside out; a group's branches are not told apart. */
    private static String shape(Node node, Map<Integer, Node> byNumber) {
        StringBuilder shape = new StringBuilder();
        Node at = node;
        Node around = byNumber.get(at.shape().parent());
        for (int depth = 0; around != null && depth <= Tree.DEEPEST; depth++) { // a hand may have made a circle
            boolean chain = around.shape().kind() == Kind.CHAIN;
            shape.append(chain ? String.valueOf(at.number() - around.shape().first()) : "*")
                    .append('.');
            at = around;
            around = byNumber.get(at.shape().parent());
        }
        return shape.toString();
    }

    /** What is known of one without its members. @throws WorkflowException when there is none of that id */
    public Head known(String id) {
        return (Name.isName(id) ? reader.head(id) : Optional.<Head>empty())
                .orElseThrow(() -> WorkflowException.unknown(Text.cut(id, Name.LONGEST)));
    }

    /**
     * The newest first, without their members.
     *
     * @param limit 1..1000
     * @param cursor from the page before; null for the first. One that cannot be read: IllegalArgumentException
     */
    public Page<WorkflowView> list(int limit, String cursor) {
        Listed after = cursor == null ? null : read(cursor);
        List<Listed> found =
                reader
                        .newest(after == null ? null : after.at(), 0, limit + 1 + (after == null ? 0 : MOST_AT_ONCE))
                        .stream()
                        .filter(one -> after == null
                                || one.at() < after.at()
                                || one.id().compareTo(after.id()) < 0)
                        .toList();
        List<Listed> page = found.subList(0, Math.min(limit, found.size()));
        boolean more = found.size() > limit;
        return new Page<>(
                several(page.stream().map(Listed::id).toList()),
                more ? page.getLast().at() + "." + page.getLast().id() : null);
    }

    /** Several in their order, without their members; those that are gone are left out. */
    public List<WorkflowView> several(List<String> ids) {
        return reader.heads(ids).stream()
                .map(head -> new WorkflowView(head, counts(head), null))
                .toList();
    }

    /** How many there are. */
    public long count() {
        return reader.count();
    }

    private static Listed read(String cursor) {
        int dot = cursor.indexOf('.');
        try {
            if (dot > 0 && Name.isName(cursor.substring(dot + 1))) {
                return new Listed(cursor.substring(dot + 1), Long.parseLong(cursor.substring(0, dot)));
            }
        } catch (NumberFormatException notOurs) {
            throw new IllegalArgumentException("cursor is not one that a page before gave", notOurs);
        }
        throw new IllegalArgumentException("cursor is not one that a page before gave");
    }

    private Map<JobState, Long> counts(Head head) {
        List<Integer> live = head.numbers().live() == 0 ? List.of() : reader.live(head.id());
        List<Integer> told = live.subList(0, Math.min(live.size(), MOST_TOLD_APART));
        List<Integer> bad = head.numbers().bad() == 0 ? List.of() : reader.bad(head.id());
        List<Integer> wanted = new ArrayList<>(told);
        wanted.addAll(bad.subList(0, Math.min(bad.size(), MOST_TOLD_APART)));
        Map<JobState, Long> counts =
                counts(states(reader.some(head.id(), wanted).values()).values());
        counts.merge(JobState.WAITING, (long) live.size() - told.size(), Long::sum);
        counts.merge(JobState.DEAD, (long) bad.size() - Math.min(bad.size(), MOST_TOLD_APART), Long::sum);
        counts.merge(JobState.BLOCKED, head.numbers().blocked(), Long::sum);
        long well = Math.max(0, head.numbers().ended() - bad.size());
        counts.merge(JobState.COMPLETED, well, Long::sum);
        return counts;
    }

    private static Map<JobState, Long> counts(Collection<JobState> states) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, 0L);
        }
        states.forEach(state -> counts.merge(state, 1L, Long::sum));
        return counts;
    }

    /** The state of every member: of one that has ended, what its workflow knows; of the others, where its job is. */
    private Map<Integer, JobState> states(Collection<Node> nodes) {
        Map<Integer, JobState> all = new HashMap<>();
        Map<String, Map<String, Integer>> open = new HashMap<>();
        for (Node node : nodes) {
            if (node.step() != null) {
                JobState ended = ended(node.state());
                if (ended != null) {
                    all.put(node.number(), ended);
                } else {
                    open.computeIfAbsent(node.step().queue(), first -> new HashMap<>())
                            .put(node.step().jobId(), node.number());
                    all.put(node.number(), node.state() == null ? JobState.BLOCKED : JobState.DEAD);
                }
            }
        }
        open.forEach((queue, ids) ->
                members.states(queue, List.copyOf(ids.keySet())).forEach((id, state) -> all.put(ids.get(id), state)));
        return all;
    }

    private static JobState ended(String letter) {
        return switch (letter) {
            case null -> null;
            case "c" -> JobState.COMPLETED;
            case "d", "D", "g", "G" -> JobState.DEAD;
            case "x", "X" -> JobState.CANCELLED;
            default -> null;
        };
    }
}

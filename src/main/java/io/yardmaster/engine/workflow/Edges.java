package io.yardmaster.engine.workflow;

import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.TreePart.Shape;
import io.yardmaster.store.workflow.WorkflowReader.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which members wait for which. Where very many wait for very many, a point stands between them: all of the one side come
 * before it, and all of the other after. Pure.
 */
final class Edges {
    /** Between two parts; above it a point is put between them. */
    private static final int MOST = 20_000;

    private static final String POINT = "j";

    private final Map<Integer, Node> nodes = new TreeMap<>();
    private final Map<Integer, List<String>> ends = new HashMap<>();
    private final Map<Integer, Integer> followers = new HashMap<>();
    private final Set<Integer> points = new LinkedHashSet<>();

    Edges(List<Node> all) {
        all.forEach(node -> nodes.put(node.number(), node));
        all.stream()
                .filter(node -> node.step() != null && node.shape().first() > 0)
                .forEach(node -> followers.merge(node.shape().first(), 1, Integer::sum));
    }

    /** The ids of the nodes that a member waits for. */
    List<String> after(Node member) {
        int before = member.shape().first();
        if (before == 0) {
            return List.of();
        }
        List<String> all = ends(before);
        if ((long) all.size() * followers.get(before) <= MOST) {
            return all;
        }
        points.add(before);
        return List.of(POINT + before);
    }

    /** The points that {@link #after} named so far, with the nodes before each. */
    Map<String, List<String>> points() {
        Map<String, List<String>> all = new TreeMap<>();
        points.forEach(before -> all.put(POINT + before, ends(before)));
        return all;
    }

    /** The members whose end is the end of a part; of one without members, those of what comes before it. */
    private List<String> ends(int part) {
        List<String> known = ends.get(part);
        if (known == null) {
            ends.put(part, List.of()); // ends a circle, which only a hand in the store can make
            known = find(part);
            ends.put(part, known);
        }
        return known;
    }

    private List<String> find(int part) {
        Node node = nodes.get(part);
        if (node == null) {
            return List.of();
        }
        Shape shape = node.shape();
        int last = shape.first() + (int) shape.count() - 1;
        return switch (shape.kind()) {
            case JOB -> List.of(String.valueOf(part));
            case CHAIN -> shape.count() == 0 ? endsBefore(part, 0) : ends(last);
            case GROUP -> {
                List<String> all = new ArrayList<>();
                for (int child = shape.first(); child <= last && shape.count() > 0; child++) {
                    all.addAll(ends(child));
                }
                yield all.isEmpty() ? endsBefore(part, 0) : List.copyOf(new LinkedHashSet<>(all));
            }
        };
    }

    /**
     * Of what comes before a part without members: the part before it in its chain, or before what is around it.
     *
     * @param depth how many parts around were asked already
     */
    private List<String> endsBefore(int part, int depth) {
        Node node = nodes.get(part);
        if (node == null || node.shape().parent() == 0) {
            return List.of();
        }
        Node around = nodes.get(node.shape().parent());
        boolean follows = around != null
                && around.shape().kind().isOrdered()
                && part > around.shape().first();
        return follows
                ? ends(part - 1)
                : depth == Tree.DEEPEST ? List.of() : endsBefore(node.shape().parent(), depth + 1);
    }
}

package io.yardmaster.web.console.workflows;

import io.yardmaster.engine.workflow.WorkflowView;
import io.yardmaster.engine.workflow.WorkflowView.Node;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A workflow as it is drawn: boxes from top to bottom in the order in which they run, at most two side by side, so that it
 * fits a phone. Equal members, which stand at the same place of the tree and are of one type and queue, share a box once
 * there are more than three of them; so does what is more than {@value #MOST_IN_ROW} boxes at one height.
 *
 * @param height of the drawing, in its own units; it is {@value #WIDTH} wide
 * @param boxes with their places
 * @param lines from a box to one that waits for it
 */
public record Graph(int height, List<Box> boxes, List<Line> lines) {
    static final int WIDTH = 352;
    private static final int MOST_ALONE = 3;
    private static final int MOST_IN_ROW = 8;
    private static final int BOX_WIDTH = 164;
    private static final int BOX_HEIGHT = 56;
    private static final int LONGEST_TYPE = 19;
    private static final double BAR = BOX_WIDTH - 16.0;

    /** Worst first: the state that colours a box. */
    static final List<JobState> LOUDEST = List.of(
            JobState.DEAD,
            JobState.RETRYING,
            JobState.ACTIVE,
            JobState.WAITING,
            JobState.SCHEDULED,
            JobState.BLOCKED,
            JobState.CANCELLED,
            JobState.COMPLETED);

    /**
     * Members that are drawn together.
     *
     * @param title their type, and how many where more than one
     * @param note their queue, or their states in words
     * @param state the loudest of theirs
     * @param href to the job; null for more than one
     * @param words all of it as a sentence
     */
    public record Box(
            int x, int y, String title, String note, JobState state, String href, List<Bar> bars, String words) {
        public String word() {
            return state.word();
        }
    }

    /** A part of the bar of a box. @param x its place @param width its length */
    public record Bar(String x, String width, JobState state) {}

    /** A line. @param path as SVG writes it */
    public record Line(String path) {}

    private static final class Fold {
        private final List<Node> nodes = new ArrayList<>();
        private final Set<Fold> after = new LinkedHashSet<>();
        private final Set<List<String>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private int level = -1;
        private int x;
        private int y;

        int level() {
            if (level < 0) {
                level = 0; // ends a circle, which only a hand in the store can make
                for (Fold before : after) {
                    level = Math.max(level, before.level() + 1);
                }
            }
            return level;
        }
    }

    static Graph of(WorkflowView view) {
        Map<String, Fold> byNode = new HashMap<>();
        Map<String, Node> points = new HashMap<>();
        List<Fold> folds = folds(view.nodes(), byNode, points);
        folds.forEach(fold -> fold.nodes.forEach(node -> connect(fold, node.after(), byNode, points)));
        Map<Integer, List<Fold>> rows = new TreeMap<>();
        folds.forEach(fold ->
                rows.computeIfAbsent(fold.level(), first -> new ArrayList<>()).add(fold));
        rows.replaceAll((level, row) -> row.size() > MOST_IN_ROW ? shortened(row) : row);
        int y = 4;
        for (List<Fold> row : rows.values()) {
            y = place(row, y) + 28;
        }
        List<Box> boxes = new ArrayList<>();
        Set<String> lines = new LinkedHashSet<>();
        rows.values()
                .forEach(row -> row.forEach(fold -> {
                    boxes.add(box(fold));
                    fold.after.forEach(before -> lines.add(path(before, fold)));
                }));
        return new Graph(
                Math.max(4, y - 20), boxes, lines.stream().map(Line::new).toList());
    }

    private static List<Fold> folds(List<Node> nodes, Map<String, Fold> byNode, Map<String, Node> points) {
        Map<String, List<Node>> equal = new LinkedHashMap<>();
        for (Node node : nodes) {
            if (node.place() == null) {
                points.put(node.id(), node);
            } else {
                String key = node.shape() + " " + node.place().queue() + " "
                        + node.place().type();
                equal.computeIfAbsent(key, first -> new ArrayList<>()).add(node);
            }
        }
        List<Fold> folds = new ArrayList<>();
        equal.values().forEach(same -> {
            Fold shared = new Fold();
            for (Node node : same) {
                Fold fold = same.size() > MOST_ALONE ? shared : new Fold();
                fold.nodes.add(node);
                byNode.put(node.id(), fold);
                if (fold != shared || fold.nodes.size() == 1) {
                    folds.add(fold);
                }
            }
        });
        return folds;
    }

    private static void connect(Fold fold, List<String> after, Map<String, Fold> byNode, Map<String, Node> points) {
        if (!fold.seen.add(after)) {
            return;
        }
        for (String id : after) {
            Fold before = byNode.get(id);
            if (before != null) {
                fold.after.add(before);
            } else if (points.containsKey(id)) {
                connect(fold, points.get(id).after(), byNode, points);
            }
        }
    }

    /** The first boxes of a row, and one for all the others. */
    private static List<Fold> shortened(List<Fold> row) {
        List<Fold> kept = new ArrayList<>(row.subList(0, MOST_IN_ROW - 1));
        Fold others = new Fold();
        for (Fold fold : row.subList(MOST_IN_ROW - 1, row.size())) {
            others.nodes.addAll(fold.nodes);
            others.after.addAll(fold.after);
            fold.x = -1;
        }
        kept.add(others);
        return kept;
    }

    /** Two side by side; an odd last one in the middle. Returns where the row ends. */
    private static int place(List<Fold> row, int top) {
        for (int i = 0; i < row.size(); i++) {
            boolean alone = i == row.size() - 1 && i % 2 == 0;
            row.get(i).x = alone ? (WIDTH - BOX_WIDTH) / 2 : i % 2 == 0 ? 4 : WIDTH - BOX_WIDTH - 4;
            row.get(i).y = top + i / 2 * (BOX_HEIGHT + 12);
        }
        return top + (row.size() + 1) / 2 * (BOX_HEIGHT + 12);
    }

    private static Box box(Fold fold) {
        Node first = fold.nodes.getFirst();
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        fold.nodes.forEach(node -> counts.merge(node.state(), 1L, Long::sum));
        JobState loudest =
                LOUDEST.stream().filter(counts::containsKey).findFirst().orElse(JobState.BLOCKED);
        int size = fold.nodes.size();
        boolean mixed = fold.nodes.stream()
                .anyMatch(node -> !node.place().type().equals(first.place().type()));
        String type = mixed ? "and others" : first.place().type();
        String states = words(counts);
        String title = size == 1 ? cut(type) : Words.number(size) + " × " + cut(type);
        String href = size == 1 ? Links.job(first.place().jobId(), first.place().queue()) : null;
        String note = size == 1 ? first.place().queue() : states;
        String words =
                (size == 1 ? type + " in " + first.place().queue() : Words.number(size) + " " + type) + ": " + states;
        return new Box(fold.x, fold.y, title, Text.cut(note, 26), loudest, href, bars(counts, size), words);
    }

    private static String words(Map<JobState, Long> counts) {
        List<String> all = new ArrayList<>();
        LOUDEST.stream()
                .filter(counts::containsKey)
                .forEach(state -> all.add(Words.number(counts.get(state)) + " " + state.word()));
        return String.join(", ", all);
    }

    private static String cut(String type) {
        return type.length() <= LONGEST_TYPE ? type : Text.cut(type, LONGEST_TYPE - 1) + "…";
    }

    private static List<Bar> bars(Map<JobState, Long> counts, int size) {
        List<Bar> bars = new ArrayList<>();
        double x = 8;
        for (JobState state : LOUDEST) {
            long count = counts.getOrDefault(state, 0L);
            if (count > 0 && size > 1) {
                double width = BAR * count / size;
                bars.add(new Bar(number(x), number(Math.max(1, width)), state));
                x += width;
            }
        }
        return bars;
    }

    private static String path(Fold from, Fold to) {
        if (from.x < 0) {
            return "";
        }
        int x1 = from.x + BOX_WIDTH / 2;
        int y1 = from.y + BOX_HEIGHT;
        int x2 = to.x + BOX_WIDTH / 2;
        int middle = (y1 + to.y) / 2;
        return "M" + x1 + " " + y1 + "C" + x1 + " " + middle + " " + x2 + " " + middle + " " + x2 + " " + to.y;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

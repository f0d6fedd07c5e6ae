package io.yardmaster.web.console.job;

import io.yardmaster.job.attempt.Fingerprint;
import java.util.ArrayList;
import java.util.List;

/** Folds what of a stack is not the handler's own: runs of frames of libraries become one line that opens. */
public final class Stack {
    private static final int FEWEST_FOLDED = 2;

    private Stack() {}

    /**
     * Some lines of a stack.
     *
     * @param folded true where they are frames of libraries, to be opened
     * @param lines at least one
     */
    public record Part(boolean folded, List<Line> lines) {}

    /**
     * One line.
     *
     * @param dim its beginning, said quietly: {@code at} and the package
     * @param strong class and method; empty for a line that is no frame
     * @param rest file and line, or the whole text of a line that is no frame
     */
    public record Line(String dim, String strong, String rest) {}

    /** The parts of a stack, in order. @param stack one frame a line; null when there is none */
    static List<Part> of(String stack) {
        List<Part> parts = new ArrayList<>();
        List<Line> folding = new ArrayList<>();
        for (String text : stack == null ? List.<String>of() : stack.lines().toList()) {
            String frame = text.strip();
            if (frame.startsWith("at ") && !Fingerprint.isOwn(frame)) {
                folding.add(line(frame));
            } else {
                fold(folding, parts);
                parts.add(new Part(false, List.of(line(frame))));
            }
        }
        fold(folding, parts);
        return parts;
    }

    private static void fold(List<Line> folding, List<Part> parts) {
        if (!folding.isEmpty()) {
            parts.add(new Part(folding.size() >= FEWEST_FOLDED, List.copyOf(folding)));
            folding.clear();
        }
    }

    private static Line line(String frame) {
        int open = frame.indexOf('(');
        if (!frame.startsWith("at ") || open < 0) {
            return new Line("", "", frame);
        }
        int method = frame.lastIndexOf('.', open);
        int type = frame.lastIndexOf('.', method - 1);
        return type < 0
                ? new Line("at ", frame.substring(3, open), frame.substring(open))
                : new Line(frame.substring(0, type + 1), frame.substring(type + 1, open), frame.substring(open));
    }
}

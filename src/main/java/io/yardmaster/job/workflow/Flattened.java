package io.yardmaster.job.workflow;

import io.yardmaster.job.NewJob;
import io.yardmaster.job.Past.Before;
import io.yardmaster.job.workflow.TreePart.Kind;
import io.yardmaster.job.workflow.TreePart.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Numbers the parts of a tree level by level, so that the children of a part have numbers without gaps. Pure. */
public final class Flattened {
    private final List<TreePart> parts = new ArrayList<>();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int numbered;

    private Flattened() {}

    /** What a part is preceded by. @param tree null when by nothing */
    private record Preceding(int number, Tree tree) {
        static final Preceding NOTHING = new Preceding(0, null);
    }

    private record Waiting(int number, int parent, int next, Tree tree, Preceding before) {}

    /** The parts of a whole tree, by number. */
    public static List<TreePart> of(Tree top) {
        Flattened all = new Flattened();
        all.queue.add(new Waiting(++all.numbered, 0, 0, top, Preceding.NOTHING));
        while (!all.queue.isEmpty()) {
            all.take(all.queue.poll());
        }
        return all.parts;
    }

    /** Jobs that are added to the group at the top. @param first number of the first */
    public static List<TreePart> added(List<NewJob> jobs, int first) {
        List<TreePart> all = new ArrayList<>(jobs.size());
        for (NewJob job : jobs) {
            Shape shape = new Shape(Kind.JOB, 1, OnDead.FAIL, 0, 0, delay(job));
            all.add(new TreePart(first + all.size(), shape, job, Before.NOTHING));
        }
        return all;
    }

    private void take(Waiting at) {
        Preceding before = at.before();
        switch (at.tree()) {
            case Tree.Step step -> {
                Shape shape =
                        new Shape(Kind.JOB, at.parent(), step.onDead(), at.next(), before.number(), delay(step.job()));
                parts.add(new TreePart(at.number(), shape, step.job(), kind(before.tree())));
            }
            case Tree.Chain chain -> {
                composite(Kind.CHAIN, at, chain.parts().size());
                Preceding last = before;
                for (int i = 0; i < chain.parts().size(); i++) {
                    boolean more = i + 1 < chain.parts().size();
                    Tree child = chain.parts().get(i);
                    int number = ++numbered;
                    queue.add(new Waiting(number, at.number(), more ? number + 1 : 0, child, last));
                    last = new Preceding(number, child);
                }
            }
            case Tree.Group group -> {
                composite(Kind.GROUP, at, group.parts().size());
                group.parts().forEach(child -> queue.add(new Waiting(++numbered, at.number(), 0, child, before)));
            }
        }
    }

    private void composite(Kind kind, Waiting at, int count) {
        Shape shape = new Shape(kind, at.parent(), at.tree().onDead(), at.next(), count == 0 ? 0 : numbered + 1, count);
        parts.add(new TreePart(at.number(), shape, null, Before.NOTHING));
    }

    /** What a part leaves behind: of a chain, what its last child does. */
    private static Before kind(Tree tree) {
        return switch (tree) {
            case null -> Before.NOTHING;
            case Tree.Step step -> Before.ONE;
            case Tree.Group group -> Before.LIST;
            case Tree.Chain chain ->
                chain.parts().isEmpty() ? Before.ONE : kind(chain.parts().getLast());
        };
    }

    private static long delay(NewJob job) {
        return job.due() instanceof NewJob.Due.After after ? after.delayMs() : 0;
    }
}

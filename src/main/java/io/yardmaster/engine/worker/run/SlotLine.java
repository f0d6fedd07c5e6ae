package io.yardmaster.engine.worker.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Jobs that were claimed ahead and wait for a slot of their pool. The dispatcher adds to it; whoever has a slot that
 * became free takes the next one, without asking the dispatcher.
 */
public final class SlotLine {
    /** A job that has not begun so long after its claim goes back. */
    public static final long LONGEST_NANOS = 50_000_000;

    private final Deque<Run> waiting = new ArrayDeque<>();

    public synchronized void add(Run run) {
        waiting.add(run);
    }

    public synchronized int size() {
        return waiting.size();
    }

    /** The next run; null when none waits. */
    public synchronized Run poll() {
        return waiting.poll();
    }

    /** The next run when it wants the same kind of thread; null when none waits or it wants another. */
    synchronized Run poll(boolean computing) {
        Run next = waiting.peek();
        return next != null && next.isComputing() == computing ? waiting.poll() : null;
    }

    /** Takes out those that waited too long. @param nowNanos by {@link System#nanoTime} */
    public synchronized List<Run> overdue(long nowNanos) {
        List<Run> late = new ArrayList<>();
        while (!waiting.isEmpty() && nowNanos - waiting.peek().claimedNanos() > LONGEST_NANOS) {
            late.add(waiting.poll());
        }
        return late;
    }

    /** Takes all out. */
    public synchronized List<Run> clear() {
        List<Run> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}

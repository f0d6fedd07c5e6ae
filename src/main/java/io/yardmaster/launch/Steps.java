package io.yardmaster.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/** What was started, so that it can be stopped in reverse. */
public final class Steps {
    private static final Logger LOG = Logger.getLogger(Steps.class);

    private final Deque<Step> taken = new ArrayDeque<>();

    /** @param stop also called when the start failed half way: it must be safe then */
    private record Step(String what, Runnable stop) {}

    /** Starts something. @param what it is, for the log */
    public void take(String what, Runnable start, Runnable stop) {
        taken.push(new Step(what, stop));
        start.run();
    }

    /** Stops all, the last one first, whatever one of them throws. The second call finds nothing to do. */
    public void undo() {
        while (!taken.isEmpty()) {
            Step step = taken.pop();
            try {
                LOG.debugf("stopping: %s", step.what());
                step.stop().run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s did not stop in order", step.what());
            }
        }
    }
}

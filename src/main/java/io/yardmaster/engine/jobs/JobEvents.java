package io.yardmaster.engine.jobs;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells every listener what happens to jobs. A listener that throws harms nobody. */
@Singleton
public class JobEvents {
    private static final Logger LOG = Logger.getLogger(JobEvents.class);
    private final JobEventListener[] listeners;

    JobEvents(@All List<JobEventListener> listeners) {
        this.listeners = listeners.toArray(JobEventListener[]::new);
    }

    /** Tells it to all, on the calling thread. */
    public void tell(JobEvent event) {
        for (JobEventListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException | Error fault) {
                LOG.errorf(fault, "%s failed on an event", listener.getClass().getSimpleName());
            }
        }
    }
}

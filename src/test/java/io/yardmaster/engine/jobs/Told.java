package io.yardmaster.engine.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps what it hears, for tests. */
public final class Told implements JobEventListener {
    private final List<JobEvent> heard = new CopyOnWriteArrayList<>();

    @Override
    public void on(JobEvent event) {
        heard.add(event);
    }

    /** Events that are told to this one alone. */
    public JobEvents events() {
        return new JobEvents(List.of(this));
    }

    public List<JobEvent> heard() {
        return heard;
    }
}

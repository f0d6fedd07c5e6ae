package io.yardmaster.engine.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps what it hears, for tests. */
public final class Told implements JobEventListener {
    private final List<JobEvent> heard = new CopyOnWriteArrayList<>();

    private final List<JobEventListener> all = new ArrayList<>(List.of(this));

    /** @param others who hear the same */
    public Told(JobEventListener... others) {
        all.addAll(List.of(others));
    }

    @Override
    public void on(JobEvent event) {
        heard.add(event);
    }

    /** Events that are told to this one and the others. */
    public JobEvents events() {
        return new JobEvents(all);
    }

    public List<JobEvent> heard() {
        return heard;
    }
}

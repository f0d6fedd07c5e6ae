package io.yardmaster.web.console.schedules;

import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.JobReader;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of runs, read from their jobs. What cannot change any more is read once. */
@Singleton
class RunStates {
    private static final int MOST = 20_000;
    /** A job that is not there so long after its run is not on its way, but not kept any more. */
    private static final long SETTLED_MS = 60_000;

    private final JobReader jobs;
    private final Map<String, ScheduleState> settled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ScheduleState> eldest) {
            return size() > MOST;
        }
    };

    RunStates(JobReader jobs) {
        this.jobs = jobs;
    }

    /** The state of each run, in their order. @param now the store's time in epoch milliseconds */
    List<ScheduleState> of(List<ScheduleRun> runs, long now) {
        Map<String, ScheduleState> known = known(runs);
        Map<String, List<String>> open = new LinkedHashMap<>();
        runs.stream()
                .filter(run -> !run.isSkipped() && !known.containsKey(run.jobId()))
                .forEach(run -> open.computeIfAbsent(run.queue(), first -> new ArrayList<>())
                        .add(run.jobId()));
        Map<String, JobView> found = new HashMap<>();
        open.forEach((queue, ids) ->
                jobs.findAll(queue, ids).forEach(view -> found.put(view.job().id(), view)));
        List<ScheduleState> states = new ArrayList<>(runs.size());
        for (ScheduleRun run : runs) {
            ScheduleState state = known.get(run.jobId());
            states.add(state == null ? read(run, found.get(run.jobId()), now) : state);
        }
        return states;
    }

    private synchronized Map<String, ScheduleState> known(List<ScheduleRun> runs) {
        Map<String, ScheduleState> known = new HashMap<>();
        for (ScheduleRun run : runs) {
            ScheduleState state = run.isSkipped() ? null : settled.get(run.jobId());
            if (state != null) {
                known.put(run.jobId(), state);
            }
        }
        return known;
    }

    private synchronized ScheduleState read(ScheduleRun run, JobView job, long now) {
        ScheduleState state = ScheduleState.of(run, job);
        boolean over = job == null ? now - run.firedAt() > SETTLED_MS : job.state() == JobState.COMPLETED;
        if (over && !run.isSkipped()) {
            settled.put(run.jobId(), state);
        }
        return state;
    }
}

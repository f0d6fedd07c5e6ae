package io.yardmaster.store;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Settlement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a queue should hold: of each job its state, and while it is active its claim. Knows nothing of Redis. */
final class Model {
    final Map<String, JobState> states = new TreeMap<>();
    final Map<String, Claim> holds = new HashMap<>();
    private final Map<String, Claim> completedBy = new HashMap<>();
    private final Map<String, Claim> asked = new HashMap<>();
    /** Ids whose job is gone but which are remembered, by the tick of the clock at which it went. */
    final Map<String, Integer> remembered = new HashMap<>();

    /** What the record of a job holds. */
    final Map<String, Job> written = new TreeMap<>();
    /** Jobs that are to be tried again, by the tick of the clock at which they are due. */
    final Map<String, Integer> due = new HashMap<>();

    JobState state(String id) {
        return states.get(id);
    }

    void put(String id, JobState state) {
        states.put(id, state);
        holds.remove(id);
    }

    void hold(String id, Claim claim) {
        states.put(id, JobState.ACTIVE);
        holds.put(id, claim);
    }

    /** Somebody asks the run of an active job to stop. */
    void ask(String id) {
        asked.put(id, holds.get(id));
    }

    /** True when somebody asked its run under that claim to stop. */
    boolean wasAsked(String id, Claim claim) {
        return claim.equals(asked.get(id));
    }

    void complete(String id, Claim claim) {
        put(id, JobState.COMPLETED);
        completedBy.put(id, claim);
    }

    void remove(String id) {
        states.remove(id);
        holds.remove(id);
        completedBy.remove(id);
        written.remove(id);
    }

    boolean isHeld(String id, Claim claim) {
        return claim.equals(holds.get(id));
    }

    List<String> in(JobState state) {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == state)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** True when its last completion was accepted under that claim, whatever became of it since. */
    boolean wasCompletedBy(String id, Claim claim) {
        return claim.equals(completedBy.get(id));
    }

    Map<JobState, Long> counts() {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, (long) in(state).size());
        }
        return counts;
    }

    /** The state that a job is in once its run was settled so. */
    static JobState after(Settlement.To to) {
        return switch (to) {
            case RETRYING -> JobState.RETRYING;
            case DEAD -> JobState.DEAD;
            case CANCELLED -> JobState.CANCELLED;
            case COMPLETED -> JobState.COMPLETED;
            case WAITING, TYPED, LIMITED -> JobState.WAITING;
        };
    }
}

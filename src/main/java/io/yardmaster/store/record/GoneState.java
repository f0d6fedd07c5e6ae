package io.yardmaster.store.record;

import io.yardmaster.job.JobState;

/** One letter for the state that a job was in when it was removed, kept with the memory of its id. */
public final class GoneState {
    private GoneState() {}

    public static String letter(JobState state) {
        return state == JobState.CANCELLED ? "x" : state.word().substring(0, 1);
    }

    /** The state behind a letter; a job that was removed before it ended counts as cancelled. */
    public static JobState of(char letter) {
        return switch (letter) {
            case 'c' -> JobState.COMPLETED;
            case 'd' -> JobState.DEAD;
            default -> JobState.CANCELLED;
        };
    }
}

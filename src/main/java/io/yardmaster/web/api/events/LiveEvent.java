package io.yardmaster.web.api.events;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.job.JobState;

/** One event of the live stream. @param name null for a sign of life @param data JSON */
record LiveEvent(String name, String data) {
    /** A sign of life: a comment line. */
    static final LiveEvent BEAT = new LiveEvent(null, null);
    /** Says that this reader's stream is over; never written. */
    static final LiveEvent END = new LiveEvent(null, null);

    /** The state that a job is in after what happened to it. */
    static JobState state(JobEvent happened) {
        return switch (happened) {
            case JobEvent.Placed placed -> placed.state();
            case JobEvent.Started started -> JobState.ACTIVE;
            case JobEvent.Completed completed -> JobState.COMPLETED;
            case JobEvent.Failed failed -> JobState.RETRYING;
            case JobEvent.Died died -> JobState.DEAD;
            case JobEvent.Cancelled cancelled -> JobState.CANCELLED;
            case JobEvent.Snoozed snoozed -> JobState.RETRYING;
            case JobEvent.Released back -> back.delayMs() > 0 ? JobState.RETRYING : JobState.WAITING;
            case JobEvent.Lost lost -> lost.dead() ? JobState.DEAD : JobState.WAITING;
        };
    }
}

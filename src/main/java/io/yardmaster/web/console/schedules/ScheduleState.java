package io.yardmaster.web.console.schedules;

import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.web.console.words.Words;

/**
 * What became of a run, in words.
 *
 * @param glyph its symbol and colour
 * @param word one word
 * @param detail what else there is to say; empty when nothing
 * @param runMs how long it ran; null when that is not known
 */
public record ScheduleState(String glyph, String word, String detail, Long runMs) {
    private static final int LONGEST_ERROR = 80;

    /** @param job null where it is not kept any more, or there was none */
    static ScheduleState of(ScheduleRun run, JobView job) {
        if (run.isSkipped()) {
            String glyph = run.isMissed() ? "missed" : "skipped";
            return new ScheduleState(glyph, run.isMissed() ? "Missed" : "Skipped", run.reason(), null);
        }
        String late = run.reason() == null ? Words.duration(run.latenessMs()) + " late" : run.reason();
        if (job == null) {
            return new ScheduleState("cancelled", "Enqueued", late + " · its job is not kept any more", null);
        }
        Long ran = runMs(job);
        String length = ran == null ? "" : " · " + Words.duration(ran);
        String word = job.state() == JobState.ACTIVE
                ? "Running"
                : Words.capital(job.state().word());
        boolean failed = job.error() != null && job.state() != JobState.COMPLETED;
        String detail = failed ? cut(job.error().message()) : late + length;
        return new ScheduleState(job.state().word(), word, detail, ran);
    }

    /** True where its last attempt ended badly for good. */
    boolean isFailed() {
        return glyph.equals(JobState.DEAD.word());
    }

    boolean isMissed() {
        return glyph.equals("missed");
    }

    private static Long runMs(JobView job) {
        if (job.attempts().isEmpty()) {
            return null;
        }
        Attempt last = job.attempts().getLast();
        return last.finishedAt() - last.startedAt();
    }

    private static String cut(String message) {
        if (message == null) {
            return "";
        }
        return message.length() > LONGEST_ERROR ? message.substring(0, LONGEST_ERROR) + "…" : message;
    }
}

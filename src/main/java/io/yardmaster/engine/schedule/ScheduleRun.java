package io.yardmaster.engine.schedule;

/**
 * A run in the history.
 *
 * @param plannedAt epoch milliseconds
 * @param firedAt when that was decided, epoch milliseconds
 * @param jobId null when skipped
 * @param reason why it was skipped, or that it was started by hand; null when there is nothing to say
 */
public record ScheduleRun(long plannedAt, long firedAt, String jobId, String reason) {
    /** Milliseconds, never negative. */
    public long latenessMs() {
        return Math.max(0, firedAt - plannedAt);
    }

    public boolean isSkipped() {
        return jobId == null;
    }

    /** True where it was skipped because nobody was there in time. */
    public boolean isMissed() {
        return isSkipped() && reason != null && reason.startsWith(Planner.MISSED);
    }

    String entry() {
        return plannedAt + " " + firedAt + " " + (jobId == null ? "-" : jobId) + " " + (reason == null ? "" : reason);
    }

    static ScheduleRun of(String entry) {
        String[] parts = entry.split(" ", 4);
        String reason = parts.length < 4 || parts[3].isEmpty() ? null : parts[3];
        return new ScheduleRun(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2].equals("-") ? null : parts[2], reason);
    }
}

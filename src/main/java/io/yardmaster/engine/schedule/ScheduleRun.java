package io.yardmaster.engine.schedule;

/**
 * A run in the history.
 *
 * @param plannedAt epoch milliseconds
 * @param firedAt when that was decided, epoch milliseconds
 * @param queue of its job, which stays there when the schedule moves to another; null when skipped
 * @param jobId null when skipped
 * @param reason why it was skipped, or that it was started by hand; null when there is nothing to say
 */
public record ScheduleRun(long plannedAt, long firedAt, String queue, String jobId, String reason) {
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

    /** The same as not run. */
    ScheduleRun skipped(String why) {
        return new ScheduleRun(plannedAt, firedAt, null, null, why);
    }

    /** One text: times, {@code queue/id} or a dash, and the reason. */
    String entry() {
        return plannedAt + " " + firedAt + " " + (isSkipped() ? "-" : queue + "/" + jobId) + " "
                + (reason == null ? "" : reason);
    }

    static ScheduleRun of(String entry) {
        String[] parts = entry.split(" ", 4);
        String reason = parts.length < 4 || parts[3].isEmpty() ? null : parts[3];
        int slash = parts[2].indexOf('/');
        String queue = slash < 0 ? null : parts[2].substring(0, slash);
        String id = slash < 0 ? null : parts[2].substring(slash + 1);
        return new ScheduleRun(Long.parseLong(parts[0]), Long.parseLong(parts[1]), queue, id, reason);
    }
}

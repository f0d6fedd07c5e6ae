package io.yardmaster.web.api.schedules;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.StoredJson;
import java.util.List;
import java.util.Locale;

/**
 * A schedule as the API writes it.
 *
 * @param nextRuns the next five times that fit, also while it is paused
 * @param nextRun null while it does not fire
 * @param lastRun null before the first
 * @param fault why it cannot fire; null when it can
 */
record ScheduleJson(
        String name,
        String type,
        @JsonRawValue String payload,
        String queue,
        String cron,
        Long everyMs,
        String timeZone,
        String misfire,
        String overlap,
        boolean enabled,
        @JsonRawValue String jobOptions,
        String description,
        List<At> nextRuns,
        At nextRun,
        LastRun lastRun,
        String source,
        boolean edited,
        boolean paused,
        At pausedUntil,
        String note,
        At createdAt,
        String fault) {
    private static final int NEXT = 5;

    /** @param outcome enqueued or skipped */
    record LastRun(At plannedAt, String jobId, String outcome) {
        static LastRun of(ScheduleRun run) {
            return new LastRun(At.of(run.plannedAt()), run.jobId(), run.isSkipped() ? "skipped" : "enqueued");
        }
    }

    /** What the calendar says of it. */
    private record Calendar(String description, List<At> nextRuns, At nextRun, String fault) {
        static Calendar of(Schedule schedule, long now) {
            try {
                return new Calendar(
                        schedule.timing().words(),
                        schedule.timing().next(now, NEXT).stream().map(At::of).toList(),
                        At.of(schedule.nextAfter(now)),
                        null);
            } catch (RuntimeException unknownZone) {
                return new Calendar(null, List.of(), null, String.valueOf(unknownZone.getMessage()));
            }
        }
    }

    /** @param last the newest runs; only the first is looked at */
    static ScheduleJson of(Schedule schedule, List<ScheduleRun> last, long now) {
        Calendar calendar = Calendar.of(schedule, now);
        boolean paused = schedule.isPaused(now);
        var job = schedule.target().job();
        var policies = schedule.policies();
        return new ScheduleJson(
                schedule.name(),
                job.type(),
                StoredJson.of(job.payload()),
                job.queue(),
                schedule.timing().cron(),
                schedule.timing().everyMs(),
                schedule.timing().zone(),
                policies.misfire().name().toLowerCase(Locale.ROOT),
                policies.overlap().name().toLowerCase(Locale.ROOT),
                policies.enabled(),
                StoredJson.of(schedule.target().options()),
                calendar.description,
                calendar.nextRuns,
                calendar.nextRun,
                last.isEmpty() ? null : LastRun.of(last.getFirst()),
                schedule.source().code() ? "code" : "api",
                schedule.source().edited(),
                paused,
                paused ? At.of(schedule.pause().until()) : null,
                paused ? schedule.pause().note() : null,
                At.of(schedule.source().createdAt()),
                calendar.fault);
    }

    /** A run of the history. */
    record RunJson(At plannedAt, At firedAt, long latenessMs, String jobId, String outcome, String reason) {
        static RunJson of(ScheduleRun run) {
            return new RunJson(
                    At.of(run.plannedAt()),
                    At.of(run.firedAt()),
                    run.latenessMs(),
                    run.jobId(),
                    run.isSkipped() ? "skipped" : "enqueued",
                    run.reason());
        }
    }
}

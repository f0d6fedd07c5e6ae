package io.yardmaster.web.console.schedules;

import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A schedule as a row.
 *
 * @param when in words
 * @param expression as it was written
 * @param next null while it does not fire
 * @param pause why it does not fire; null when it does
 * @param state of the last run; null before the first
 * @param jobHref of the last run; null where it made no job
 */
public record ScheduleRow(
        Schedule schedule, When when, Zone.Moment next, String pause, ScheduleState state, LastRuns past) {
    /**
     * @param zone its city and offset; an en dash where none matters
     * @param fault why it cannot fire; null when it can
     * @param trouble why its jobs do not run now; null when they do
     */
    public record When(String words, String expression, String zone, String fault, String trouble) {}

    public record LastRuns(String jobHref, Strip strip, Zone.Moment last) {}

    /** @param runs newest first @param states of these runs */
    static ScheduleRow of(
            Schedule schedule,
            List<ScheduleRun> runs,
            List<ScheduleState> states,
            String trouble,
            Zone zone,
            long now) {
        When when = when(schedule, trouble, now);
        Long next = when.fault == null ? schedule.nextAfter(now) : null;
        ScheduleRun last = runs.isEmpty() ? null : runs.getFirst();
        String href = last == null || last.isSkipped() ? null : Links.job(last.jobId(), last.queue());
        Zone.Moment lastAt = last == null ? null : zone.moment(last.plannedAt(), now);
        return new ScheduleRow(
                schedule,
                when,
                next == null ? null : zone.moment(next, now),
                pause(schedule, zone, now),
                states.isEmpty() ? null : states.getFirst(),
                new LastRuns(href, Strip.of(states), lastAt));
    }

    private static When when(Schedule schedule, String trouble, long now) {
        var timing = schedule.timing();
        boolean interval = timing.everyMs() != null;
        String text = interval ? "every " + Words.duration(timing.everyMs()) : timing.cron();
        try {
            String offset = ZoneId.of(timing.zone())
                    .getRules()
                    .getOffset(Instant.ofEpochMilli(now))
                    .getId();
            String city =
                    timing.zone().substring(timing.zone().lastIndexOf('/') + 1).replace('_', ' ');
            String place = interval ? Words.NONE : offset.equals("Z") ? city : city + " " + offset;
            return new When(timing.words(), text, place, null, trouble);
        } catch (DateTimeException gone) {
            return new When("Cannot fire", text, timing.zone(), "the time zone is not known here", trouble);
        }
    }

    private static String pause(Schedule schedule, Zone zone, long now) {
        if (!schedule.policies().enabled()) {
            return "Not enabled";
        }
        if (!schedule.isPaused(now)) {
            return null;
        }
        String until = schedule.pause().until() == null
                ? ""
                : " until " + zone.moment(schedule.pause().until(), now).text();
        return "Paused" + until;
    }

    public String name() {
        return schedule.name();
    }

    public String type() {
        return schedule.target().job().type();
    }

    public String href() {
        return "/schedules/" + schedule.name();
    }

    /** Where its form goes. */
    public String action() {
        return href() + "/edit";
    }

    /** Who paused it and why; empty when nobody said. */
    public String note() {
        if (pause == null || schedule.pause() == null) {
            return "";
        }
        String by = schedule.pause().by() == null ? "" : schedule.pause().by();
        String note = schedule.pause().note() == null ? "" : schedule.pause().note();
        return note.isEmpty() ? by : by.isEmpty() ? note : by + ": " + note;
    }

    public boolean failing() {
        return when.fault != null || state != null && state.isFailed();
    }

    public boolean paused() {
        return pause != null;
    }
}

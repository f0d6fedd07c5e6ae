package io.yardmaster.engine.schedule;

import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.engine.schedule.Schedule.Policy;
import io.yardmaster.engine.schedule.Schedule.Source;
import io.yardmaster.engine.schedule.Schedule.Target;
import io.yardmaster.engine.schedule.cron.Cron;
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.job.NewJob;

/** Puts a schedule together in code; what is wrong is an IllegalArgumentException or a BadCronException. */
public final class ScheduleBuilder {
    private final String name;
    private final NewJob job;
    private String cron;
    private Long everyMs;
    private String zone = "UTC";
    private Policy policies = Policy.DEFAULT;

    private ScheduleBuilder(String name, NewJob job) {
        this.name = name;
        this.job = job;
    }

    /** @param job what a run enqueues */
    public static ScheduleBuilder of(String name, NewJob job) {
        if (!Schedule.isName(name)) {
            throw new IllegalArgumentException("a schedule cannot be named " + name);
        }
        return new ScheduleBuilder(name, job);
    }

    /** @param text see {@link Cron} @param timeZone such as Europe/Berlin */
    public ScheduleBuilder cron(String text, String timeZone) {
        Cron.of(text);
        if (!Timing.isZone(timeZone)) {
            throw new IllegalArgumentException("there is no time zone " + timeZone);
        }
        cron = text;
        zone = timeZone;
        return this;
    }

    /** @param ms 1,000 or more */
    public ScheduleBuilder every(long ms) {
        if (ms < Timing.SHORTEST_EVERY_MS || ms > Timing.LONGEST_EVERY_MS) {
            throw new IllegalArgumentException("a schedule cannot run every " + ms + " ms");
        }
        everyMs = ms;
        return this;
    }

    public ScheduleBuilder policies(Misfire misfire, Overlap overlap) {
        policies = new Policy(misfire, overlap, true);
        return this;
    }

    public Schedule declared() {
        if ((cron == null) == (everyMs == null)) {
            throw new IllegalArgumentException("schedule " + name + " needs either cron or every");
        }
        Timing timing = new Timing(cron, everyMs, zone, 0);
        return new Schedule(name, timing, policies, null, new Target(job, null), new Source(true, false, 0));
    }
}

package io.yardmaster.engine.schedule;

import io.yardmaster.engine.queues.Routing;
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.text.Name;

/**
 * A schedule.
 *
 * @param name 1 to {@value #LONGEST_NAME} characters of a name's grammar: the ids of its runs begin with it
 * @param timing when it is due
 * @param policies what becomes of ticks that were missed or meet an unfinished run
 * @param pause null while it is not paused; one whose time is over counts as none
 * @param target what a run is
 * @param source who declared it
 */
public record Schedule(String name, Timing timing, Policy policies, Standstill pause, Target target, Source source) {
    /** So that {@code s:<name>:<planned>} is an id. */
    public static final int LONGEST_NAME = 100;
    /** The longest note of a pause in characters. */
    public static final int LONGEST_NOTE = 200;

    /** What becomes of ticks that were noticed too late. */
    public enum Misfire {
        /** Nothing. */
        SKIP,
        /** One run for all of them, when the last one is not older than an hour. */
        LAST,
        /** A run each, at most the newest 100. */
        ALL
    }

    /** What becomes of a tick while the run before it has not ended. */
    public enum Overlap {
        ALLOW,
        SKIP
    }

    public record Policy(Misfire misfire, Overlap overlap, boolean enabled) {
        public static final Policy DEFAULT = new Policy(Misfire.LAST, Overlap.ALLOW, true);
    }

    /** @param note why; null where nobody said @param until epoch milliseconds; null = until resumed @param by who */
    public record Standstill(String note, Long until, String by) {}

    /** @param job what a run enqueues @param options the {@code jobOptions} as given, JSON text; null when none */
    public record Target(NewJob job, String options) {}

    /**
     * @param code declared in code
     * @param edited declared in code and changed by hand since: the code no longer wins
     * @param createdAt epoch milliseconds
     */
    public record Source(boolean code, boolean edited, long createdAt) {}

    /** True for a text that can name a schedule. */
    public static boolean isName(String text) {
        return Name.isName(text) && text.length() <= LONGEST_NAME;
    }

    /** True while it does not fire because somebody paused it. */
    public boolean isPaused(long now) {
        return pause != null && (pause.until() == null || now < pause.until());
    }

    /** The same with a queue for its jobs. */
    Schedule in(String queue) {
        return new Schedule(
                name, timing, policies, pause, new Target(target.job().queue(queue), target.options()), source);
    }

    /** The queue that it names, else {@link Routing#DEFAULT_QUEUE}; routes are asked by {@link Schedules#queueOf}. */
    String queue() {
        String named = target.job().queue();
        return named == null ? Routing.DEFAULT_QUEUE : named;
    }

    /** The id of the run of a tick. */
    public String idOf(long plannedAt) {
        return RunId.of(name, plannedAt);
    }

    /** When it fires next after this time, as if nothing were missed; null = never. */
    public Long nextAfter(long now) {
        if (!policies.enabled() || isPaused(now) && pause.until() == null) {
            return null;
        }
        return timing.after(isPaused(now) ? pause.until() : now);
    }

    public Schedule with(Standstill changed) {
        return new Schedule(name, timing, policies, changed, target, source);
    }

    Schedule with(Source changed) {
        return new Schedule(name, timing, policies, pause, target, changed);
    }

    Schedule with(Timing changed) {
        return new Schedule(name, changed, policies, pause, target, source);
    }

    /** True where both say the same of when and what, whoever declared them. */
    boolean says(Schedule other) {
        Timing same = new Timing(other.timing.cron(), other.timing.everyMs(), other.timing.zone(), timing.anchorMs());
        return timing.equals(same) && policies.equals(other.policies) && target.equals(other.target);
    }
}

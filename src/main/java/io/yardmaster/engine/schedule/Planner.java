package io.yardmaster.engine.schedule;

import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.engine.schedule.cron.Timing;
import java.util.ArrayList;
import java.util.List;

/** Decides what becomes of the ticks of a schedule that are not decided yet. Pure: it reads no clock and no store. */
final class Planner {
    /** A tick noticed later than this is missed. */
    static final long GRACE_MS = 5_000;
    /** How far back {@link Misfire#LAST} looks. */
    static final long LOOK_BACK_MS = 3_600_000;
    /** How many missed ticks {@link Misfire#ALL} makes up for, and how many are named in the history. */
    static final int MOST_MISSED = 100;

    static final String MISSED = "missed";
    private static final String OVERLAP = "the run before it had not ended";

    /**
     * What is decided.
     *
     * @param runs oldest first; at most {@value #MOST_MISSED} late ones and those in time
     * @param mark up to which all is decided
     * @param next when to look again, epoch milliseconds; null = never
     */
    record Plan(List<ScheduleRun> runs, long mark, Long next) {}

    private final Schedule schedule;
    private final long now;
    private final List<ScheduleRun> runs = new ArrayList<>();
    private boolean busy;

    private Planner(Schedule schedule, long now, boolean busy) {
        this.schedule = schedule;
        this.now = now;
        this.busy = busy;
    }

    /**
     * @param mark up to which the ticks are decided already
     * @param busy the last run has not ended; looked at only under {@link Overlap#SKIP}
     * @throws RuntimeException when the expression or the zone is not known any more
     */
    static Plan plan(Schedule schedule, long mark, long now, boolean busy) {
        if (!schedule.policies().enabled() || schedule.isPaused(now)) {
            Long until = schedule.pause() == null || !schedule.policies().enabled()
                    ? null
                    : schedule.pause().until();
            return new Plan(List.of(), mark, until);
        }
        Long until = schedule.pause() == null ? null : schedule.pause().until();
        long from = until == null ? mark : Math.max(mark, until);
        return new Planner(schedule, now, busy).plan(from);
    }

    private Plan plan(long from) {
        Timing timing = schedule.timing();
        long late = now - GRACE_MS - 1;
        if (from < late) {
            missed(newest(timing, from, late));
        }
        timing.next(Math.max(from, late), MOST_MISSED, now).forEach(this::fire);
        long mark = runs.isEmpty() ? from : Math.max(from, runs.getLast().plannedAt());
        return new Plan(runs, mark, timing.after(Math.max(now, mark)));
    }

    private void missed(List<Long> ticks) {
        boolean more = ticks.size() > MOST_MISSED;
        List<Long> kept = more ? ticks.subList(ticks.size() - MOST_MISSED, ticks.size()) : ticks;
        for (Long tick : kept) {
            boolean last = tick.equals(kept.getLast());
            switch (schedule.policies().misfire()) {
                case ALL -> fire(tick);
                case LAST -> lastOr(last && now - tick <= LOOK_BACK_MS, tick, more && tick.equals(kept.getFirst()));
                case SKIP -> lastOr(false, tick, more && tick.equals(kept.getFirst()));
            }
        }
    }

    private void lastOr(boolean fires, long tick, boolean earlierToo) {
        if (fires) {
            fire(tick);
        } else {
            skip(tick, earlierToo ? MISSED + ", as were the ticks before it" : MISSED);
        }
    }

    private void fire(long tick) {
        if (busy && schedule.policies().overlap() == Overlap.SKIP) {
            skip(tick, OVERLAP);
        } else {
            runs.add(new ScheduleRun(tick, now, schedule.queue(), schedule.idOf(tick), null));
            busy = true;
        }
    }

    private void skip(long tick, String reason) {
        runs.add(new ScheduleRun(tick, now, null, null, reason));
    }

    /** The newest ticks after {@code from} and up to {@code to}: one more than are made up for, where there are. */
    private static List<Long> newest(Timing timing, long from, long to) {
        long span = 60_000;
        while (true) {
            long start = Math.max(from, to - span);
            List<Long> found = timing.next(start, Integer.MAX_VALUE, to);
            if (found.size() > MOST_MISSED || start == from) {
                return found.size() > MOST_MISSED + 1
                        ? found.subList(found.size() - MOST_MISSED - 1, found.size())
                        : found;
            }
            span *= 2;
        }
    }
}

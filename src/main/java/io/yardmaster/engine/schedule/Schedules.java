package io.yardmaster.engine.schedule;

import io.yardmaster.engine.jobs.Enqueued;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.schedule.Schedule.Source;
import io.yardmaster.engine.schedule.Schedule.Standstill;
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.text.BodyHash;
import io.yardmaster.store.cluster.ScheduleStore;
import io.yardmaster.store.cluster.ScheduleStore.Saved;
import io.yardmaster.store.cluster.TickStore;
import io.yardmaster.store.cluster.TickStore.Ran;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * The verbs on schedules. Each throws {@link UnknownScheduleException} where the name has none, and StoreAwayException.
 * Nothing that is done here fires a tick that lies before it.
 */
@Singleton
public class Schedules {
    private static final Logger LOG = Logger.getLogger(Schedules.class);
    private static final String BY_HAND = "run by hand";

    private final ScheduleStore store;
    private final TickStore ticks;
    private final Enqueuer enqueuer;
    private final AtomicInteger runs = new AtomicInteger();

    Schedules(ScheduleStore store, TickStore ticks, Enqueuer enqueuer) {
        this.store = store;
        this.ticks = ticks;
        this.enqueuer = enqueuer;
    }

    /** A schedule that was written. @param created false when there was one of that name */
    public record Saving(Schedule schedule, boolean created) {}

    /** All names, sorted. */
    public List<String> names() {
        return store.names();
    }

    /** Several in their order; those that are gone or cannot be read are left out. */
    public List<Schedule> all(List<String> names) {
        List<Schedule> all = new ArrayList<>();
        for (Saved saved : store.all(names)) {
            try {
                all.add(ScheduleCodec.read(saved));
            } catch (IllegalStateException edited) {
                LOG.warn(edited.getMessage());
            }
        }
        return all;
    }

    /** Where its jobs go now. */
    public String queueOf(Schedule schedule) {
        NewJob job = schedule.target().job();
        return job.queue() == null ? enqueuer.queueOf(job.type()) : job.queue();
    }

    /** True where there is one of that name. */
    public boolean isKnown(String name) {
        return store.one(name).isPresent();
    }

    public Schedule one(String name) {
        return ScheduleCodec.read(saved(name));
    }

    /** The newest runs of each, newest first. @param most 1..1000 a schedule */
    public List<List<ScheduleRun>> runs(List<String> names, int most) {
        return ticks.runs(names, most).stream()
                .map(entries -> entries.stream().map(ScheduleRun::of).toList())
                .toList();
    }

    /** The newest run of each by name, for all that ever ran. */
    public Map<String, ScheduleRun> newestRuns() {
        Map<String, ScheduleRun> all = new HashMap<>();
        ticks.newest().forEach((name, entry) -> all.put(name, ScheduleRun.of(entry)));
        return all;
    }

    /** The version of each by name; it rises with every change. */
    public Map<String, Long> versions() {
        return store.versions();
    }

    /** @param now the time by which schedules fire @param version rises with every change of any schedule */
    public record Pulse(long now, long version) {}

    /** Time and version, in one round. */
    public Pulse pulse() {
        ScheduleStore.Pulse pulse = store.pulse();
        return new Pulse(pulse.now(), pulse.version());
    }

    /** The store's time, by which schedules fire, in epoch milliseconds. */
    public long now() {
        return store.now();
    }

    /**
     * Writes what a schedule says. A pause, the creation and the anchor of an interval stay; what was declared in code
     * counts as edited from now on.
     *
     * @throws NeverFiresException when no time fits
     */
    public Saving put(Schedule wanted) {
        return put(
                wanted,
                before -> before == null
                        ? wanted.source()
                        : new Source(before.code(), before.code(), before.createdAt()));
    }

    /** The same for the program itself: what was edited by hand, or made by hand, stays. */
    void declare(Schedule wanted) {
        Optional<Saved> known = store.one(wanted.name());
        if (known.isPresent()) {
            Source source = ScheduleCodec.read(known.get()).source();
            if (!source.code() || source.edited()) {
                return;
            }
        }
        reset(wanted);
    }

    /** Takes back what was edited by hand. @param declared as the code says */
    Saving reset(Schedule declared) {
        return put(declared, before -> new Source(true, false, before == null ? now() : before.createdAt()));
    }

    private Saving put(Schedule wanted, UnaryOperator<Source> source) {
        while (true) {
            long now = store.now();
            Optional<Saved> known = store.one(wanted.name());
            Schedule before = known.map(ScheduleCodec::read).orElse(null);
            Source from = source.apply(before == null ? null : before.source());
            long anchor = before == null ? now : before.timing().anchorMs();
            Timing asked = wanted.timing();
            Schedule after = wanted.with(new Timing(asked.cron(), asked.everyMs(), asked.zone(), anchor))
                    .with(before == null ? wanted.pause() : before.pause())
                    .with(new Source(from.code(), from.edited(), before == null ? now : from.createdAt()));
            if (before != null && before.says(after) && before.source().equals(after.source())) {
                return new Saving(before, false);
            }
            if (after.timing().after(now) == null) {
                throw new NeverFiresException();
            }
            long mark = before == null || !sameTicks(before, after)
                    ? now
                    : known.get().mark();
            if (write(after, known.map(Saved::version).orElse(0L), mark, now)) {
                return new Saving(after, before == null);
            }
        }
    }

    /** Ticks from now on are dropped until it is resumed. A second pause replaces note and end. */
    public Schedule pause(String name, Standstill pause) {
        return change(name, schedule -> schedule.with(pause));
    }

    /** Fires again from now on; what was due meanwhile is dropped. */
    public Schedule resume(String name) {
        return change(name, schedule -> schedule.with((Standstill) null));
    }

    private Schedule change(String name, UnaryOperator<Schedule> step) {
        while (true) {
            Saved saved = saved(name);
            Schedule before = ScheduleCodec.read(saved);
            Schedule after = step.apply(before);
            long now = store.now();
            if (after.equals(before) || write(after, saved.version(), now, now)) {
                return after;
            }
        }
    }

    private boolean write(Schedule schedule, long version, long mark, long now) {
        boolean paused = schedule.isPaused(now);
        Long next = !schedule.policies().enabled()
                ? null
                : paused ? schedule.pause().until() : schedule.timing().after(mark);
        return store.put(ScheduleCodec.saved(schedule, version, mark), next);
    }

    /** Removes it with its history; its jobs stay. */
    public void delete(String name) {
        if (!store.drop(name)) {
            throw new UnknownScheduleException(name);
        }
    }

    /** Enqueues a run at once, whatever the schedule's state. */
    public Enqueued run(String name) {
        Schedule schedule = one(name);
        long now = store.now();
        String id = RunId.byHand(name, now, runs.incrementAndGet() * 31 + (int) System.nanoTime());
        NewJob job = schedule.target().job().id(id, BodyHash.of(id));
        Enqueued enqueued = enqueuer.enqueue(job);
        ScheduleRun run = new ScheduleRun(now, now, enqueued.job().queue(), id, BY_HAND);
        ticks.add(name, new Ran(now, run.entry()));
        return enqueued;
    }

    private static boolean sameTicks(Schedule one, Schedule other) {
        return one.timing().equals(other.timing())
                && one.policies().enabled() == other.policies().enabled();
    }

    private Saved saved(String name) {
        return store.one(name).orElseThrow(() -> new UnknownScheduleException(name));
    }
}

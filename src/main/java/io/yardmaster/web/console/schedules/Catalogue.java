package io.yardmaster.web.console.schedules;

import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * All schedules, read from the store once for all pages and viewers: of their definitions only what changed, and the
 * state of their newest runs while nobody waits for it.
 */
@Singleton
class Catalogue {
    private static final Logger LOG = Logger.getLogger(Catalogue.class);
    private static final int CHUNK = 500;
    private static final long FRESH_NANOS = 1_000_000_000;
    /** Reading takes at most this part of the time. */
    private static final int SHARE = 20;

    private static final Comparator<Entry> BY_NEXT = Comparator.comparing(
                    Entry::next, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(entry -> entry.schedule().name());

    private final Schedules schedules;
    private final RunStates states;
    private final Map<String, Entry> entries = new HashMap<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private long version = -1;
    private List<Entry> order = List.of();
    private volatile Map<String, ScheduleState> newest;
    private volatile long readAgain;

    Catalogue(Schedules schedules, RunStates states) {
        this.schedules = schedules;
        this.states = states;
    }

    /**
     * A schedule.
     *
     * @param version of its definition
     * @param next epoch milliseconds; null while it does not fire
     * @param since when that was found out, epoch milliseconds: since then it did not fire
     */
    record Entry(Schedule schedule, long version, Long next, long since) {
        static Entry of(Schedule schedule, long version, long now) {
            return new Entry(schedule, version, nextAfter(schedule, now), now);
        }

        /** The same as it was at a time before this. */
        Entry at(long ms) {
            return since <= ms ? this : of(schedule, version, ms);
        }

        private static Long nextAfter(Schedule schedule, long now) {
            try {
                return schedule.nextAfter(now);
            } catch (RuntimeException cannotFire) {
                return null; // its row says why
            }
        }
    }

    /** @param now the store's time @param version rises with every change @param order by next run, then name */
    record Contents(long now, long version, List<Entry> order) {}

    /** All of them as they are now, changes included that were just made. */
    synchronized Contents contents() {
        Schedules.Pulse pulse = schedules.pulse();
        boolean changed = pulse.version() != version;
        if (changed) {
            load(pulse.now());
            version = pulse.version();
        }
        for (Entry entry : order) {
            if (entry.next() == null || entry.next() > pulse.now()) {
                continue;
            }
            changed = true;
            entries.replace(entry.schedule().name(), entry, Entry.of(entry.schedule(), entry.version(), pulse.now()));
        }
        if (changed) {
            order = entries.values().stream().sorted(BY_NEXT).toList();
        }
        return new Contents(pulse.now(), version, order);
    }

    /** The order as it was at a time before, so that a list that is looked at keeps its rows. */
    static List<Entry> orderAt(List<Entry> order, long ms) {
        return order.stream().map(entry -> entry.at(ms)).sorted(BY_NEXT).toList();
    }

    /** Those of that name, in this order; what is gone is left out. */
    synchronized List<Schedule> named(List<String> names) {
        return names.stream()
                .map(entries::get)
                .filter(entry -> entry != null)
                .map(Entry::schedule)
                .toList();
    }

    /** What became of the newest run of each by name, as of a second or two ago. */
    Map<String, ScheduleState> newest() {
        if (newest == null) {
            read();
        } else if (System.nanoTime() - readAgain > 0 && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("schedules-newest").start(this::readAside);
        }
        return newest;
    }

    private void readAside() {
        try {
            read();
        } catch (StoreAwayException away) {
            LOG.debug("the newest runs of schedules wait for the store");
        } finally {
            reading.set(false);
        }
    }

    private void read() {
        long begun = System.nanoTime();
        Map<String, ScheduleRun> runs = schedules.newestRuns();
        List<ScheduleState> all = states.of(List.copyOf(runs.values()), schedules.now());
        Map<String, ScheduleState> byName = new HashMap<>();
        int at = 0;
        for (String name : runs.keySet()) {
            byName.put(name, all.get(at++));
        }
        newest = byName;
        long took = System.nanoTime() - begun;
        readAgain = System.nanoTime() + Math.max(FRESH_NANOS, SHARE * took);
    }

    private void load(long now) {
        Map<String, Long> versions = schedules.versions();
        entries.keySet().retainAll(versions.keySet());
        List<String> changed = new ArrayList<>();
        versions.forEach((name, newer) -> {
            Entry known = entries.get(name);
            if (known == null || known.version() != newer) {
                changed.add(name);
            }
        });
        for (int from = 0; from < changed.size(); from += CHUNK) {
            for (Schedule schedule : schedules.all(changed.subList(from, Math.min(changed.size(), from + CHUNK)))) {
                entries.put(schedule.name(), Entry.of(schedule, versions.get(schedule.name()), now));
            }
        }
    }
}

package io.yardmaster.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.store.Yard;
import io.yardmaster.store.cluster.ScheduleStore;
import io.yardmaster.store.cluster.TickStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three nodes on one Redis whose own clocks stand minutes apart, while the store's time is driven by the test: each tick
 * fires once, whatever happens to nodes and clocks.
 */
class ClocksApartTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final long MINUTE = 60_000;
    /** In Berlin it is 01:59:30, for the first time; at 03:00 the clock is set back to 02:00. */
    private static final long BEFORE = ms("2027-10-30T23:59:30Z");

    private final AtomicLong time = new AtomicLong(BEFORE);
    private final TimeZone zone = TimeZone.getDefault();
    private final Locale locale = Locale.getDefault();
    private ScheduleStore store;
    private Schedules schedules;
    private List<Ticker> nodes;

    @BeforeEach
    void open() {
        store = new ScheduleStore(yard.links, time::get);
        schedules = new Schedules(store, ticks(), enqueuer(0));
        nodes = List.of(node(ticks(), -7 * MINUTE), node(ticks(), 0), node(ticks(), 9 * MINUTE));
    }

    @AfterEach
    void putBack() {
        TimeZone.setDefault(zone);
        Locale.setDefault(locale);
    }

    @Test
    void eachTickFiresOnce() throws Exception {
        everyMinute();
        walk(30);
        assertThat(fired("s")).containsExactlyElementsOf(minutes(1, 30));
        assertThat(yard.count(JobState.WAITING)).isEqualTo(30);
    }

    @Test
    void zoneAndLocaleOfANodeDoNotMatter() throws Exception {
        everyMinute();
        walk(5);
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        walk(5);
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
        Locale.setDefault(Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));
        walk(5);
        assertThat(fired("s")).containsExactlyElementsOf(minutes(1, 15));
        assertThat(yard.count(JobState.WAITING)).isEqualTo(15);
    }

    @Test
    void aNodeKilledAtItsTickLosesNothing() throws Exception {
        everyMinute();
        for (int minute = 1; minute <= 4; minute++) {
            time.set(at(minute));
            Ticker dying = node(new DyingAt(minute % 2 == 0), 3 * MINUTE);
            assertThatThrownBy(dying::turn).isInstanceOf(Killed.class);
            turnAll();
            time.addAndGet(6_000); // now the others need not wait for it any more
            turnAll();
        }
        assertThat(fired("s")).containsExactlyElementsOf(minutes(1, 4));
        assertThat(yard.count(JobState.WAITING)).isEqualTo(4);
    }

    @Test
    void aNodePausedAtItsTickFiresNothingLater() throws Exception {
        everyMinute();
        List<Runnable> woken = new ArrayList<>();
        TickStore slow = new TickStore(yard.links, time::get) {
            @Override
            public List<Boolean> fire(List<Fire> fires) {
                woken.add(() -> assertThat(super.fire(fires)).doesNotContain(true));
                return fires.stream().map(fire -> false).toList();
            }
        };
        for (int minute = 1; minute <= 3; minute++) {
            time.set(at(minute));
            node(slow, 0).turn();
            turnAll();
        }
        assertThat(woken).hasSize(3);
        woken.forEach(Runnable::run);
        turnAll();
        assertThat(yard.count(JobState.WAITING)).isEqualTo(3);
    }

    @Test
    void aStartWithinTheRepeatedHourFiresNothingTwice() throws Exception {
        schedules.put(cron("daily", "30 2 * * *", Misfire.LAST));
        schedules.put(cron("every", "*/30 * * * *", Misfire.LAST));
        time.set(ms("2027-10-31T00:30:01Z")); // 02:30 for the first time
        turnAll();
        nodes = List.of(node(ticks(), 0)); // as if started anew, in the second 02:xx
        time.set(ms("2027-10-31T01:30:01Z")); // 02:30 for the second time
        turnAll();
        assertThat(fired("daily")).containsExactly(ms("2027-10-31T00:30:00Z"));
        assertThat(fired("every"))
                .contains(ms("2027-10-31T00:30:00Z"), ms("2027-10-31T01:30:00Z"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aScheduleMadeInTheRepeatedHourWaitsForTomorrow() throws Exception {
        time.set(ms("2027-10-31T01:10:00Z")); // 02:10 for the second time
        schedules.put(cron("daily", "30 2 * * *", Misfire.ALL));
        time.set(ms("2027-10-31T01:30:01Z"));
        turnAll();
        assertThat(fired("daily")).isEmpty();
        assertThat(schedules.one("daily").nextAfter(time.get())).isEqualTo(ms("2027-11-01T01:30:00Z"));
    }

    @Test
    void aStoreClockThatJumpsFiresNoTickTwice() throws Exception {
        everyMinute();
        walk(3);
        time.addAndGet(60 * MINUTE); // forward: what it leaps over is missed, and made up for
        turnAll();
        assertThat(fired("s")).containsExactlyElementsOf(minutes(1, 63));
        time.addAndGet(-60 * MINUTE); // back: the hour was fired already
        walk(60);
        assertThat(fired("s")).containsExactlyElementsOf(minutes(1, 63));
        walk(2);
        assertThat(fired("s")).containsExactlyElementsOf(minutes(1, 65));
        assertThat(yard.count(JobState.WAITING)).isEqualTo(65);
    }

    private void everyMinute() {
        schedules.put(cron("s", "* * * * *", Misfire.ALL));
    }

    private static Schedule cron(String name, String cron, Misfire misfire) {
        return ScheduleBuilder.of(name, NewJob.of("demo.noop").queue(Yard.QUEUE))
                .cron(cron, "Europe/Berlin")
                .policies(misfire, Overlap.ALLOW)
                .declared();
    }

    /** Goes on minute by minute, half a second after each; all nodes look at the same moment. */
    private void walk(int minutes) throws Exception {
        for (int i = 0; i < minutes; i++) {
            time.set((time.get() / MINUTE + 1) * MINUTE + 500);
            turnAll();
        }
    }

    private void turnAll() throws Exception {
        try (var pool = Executors.newFixedThreadPool(nodes.size())) {
            for (Future<Long> turn : pool.invokeAll(
                    nodes.stream().map(node -> (Callable<Long>) node::turn).toList())) {
                turn.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static long at(int minute) {
        return BEFORE + 30_000 + (minute - 1) * MINUTE + 40;
    }

    private static List<Long> minutes(int from, int to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(minute -> BEFORE + 30_000 + (minute - 1) * MINUTE)
                .toList();
    }

    /** The runs that became jobs, oldest first. */
    private List<Long> fired(String name) {
        return schedules.runs(List.of(name), 1_000).getFirst().reversed().stream()
                .filter(run -> !run.isSkipped())
                .map(ScheduleRun::plannedAt)
                .toList();
    }

    private TickStore ticks() {
        return new TickStore(yard.links, time::get);
    }

    private Ticker node(TickStore ticks, long offsetMs) {
        return new Ticker(ticks, enqueuer(offsetMs), yard.reader, null);
    }

    private Enqueuer enqueuer(long offsetMs) {
        return new Intake(yard.jobs, yard.reader, () -> Instant.now().plusMillis(offsetMs)).enqueuer();
    }

    @SuppressWarnings("serial")
    private static final class Killed extends RuntimeException {}

    /** Ends after it claimed, or after it enqueued and before it said so. */
    private final class DyingAt extends TickStore {
        private final boolean enqueued;

        DyingAt(boolean enqueued) {
            super(yard.links, time::get);
            this.enqueued = enqueued;
        }

        @Override
        public List<Boolean> fire(List<Fire> fires) {
            List<Boolean> won = super.fire(fires);
            if (!enqueued) {
                throw new Killed();
            }
            return won;
        }

        @Override
        public void end(List<Ended> all) {
            throw new Killed();
        }
    }
}

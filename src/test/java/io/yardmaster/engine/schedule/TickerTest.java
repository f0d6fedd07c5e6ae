package io.yardmaster.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.cluster.ScheduleStore;
import io.yardmaster.store.cluster.ScheduleStore.Fire;
import io.yardmaster.store.cluster.ScheduleStore.Ran;
import io.yardmaster.store.cluster.ScheduleStore.Saved;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ticks over a real Redis. Time is driven by moving a schedule's watermark back, which is what downtime looks like.
 */
class TickerTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final String MARKS = "ym:cluster:{schedules}:marks";
    private static final String DUE = "ym:cluster:{schedules}:due";
    private static final String CLAIMED = "ym:cluster:{schedules}:claimed";

    private ScheduleStore store;
    private Schedules schedules;

    @BeforeEach
    void open() {
        store = yard.schedules;
        schedules = new Schedules(store, enqueuer());
    }

    @Test
    void threeNodesMakeOneJobOfATick() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            schedules.put(every("s" + i, 60_000));
            due("s" + i, 61_000);
        }
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Ticker node = node();
            nodes.add(Thread.ofPlatform().start(() -> {
                await(go);
                node.turn();
            }));
        }
        go.countDown();
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(yard.count(JobState.WAITING)).isEqualTo(40);
        node().turn();
        assertThat(yard.count(JobState.WAITING)).isEqualTo(40);
        assertThat(yard.ask(Command.ZCARD, CLAIMED).toInteger()).isZero();
    }

    @Test
    void aTickClaimedByADeadNodeIsFinishedOnce() {
        schedules.put(every("s", 60_000));
        due("s", 61_000);
        Saved seen = store.look(10, 5_000).due().getFirst();
        long planned = seen.mark() + 60_000;
        ScheduleRun run = new ScheduleRun(planned, planned, "s:s:" + planned, null);
        Ran ran = new Ran(planned, run.entry());
        Fire fire = new Fire(seen, planned, planned + 60_000, List.of(ran), List.of(ran));
        assertThat(store.fire(List.of(fire, fire))).containsExactly(true, false);
        node().turn();
        assertThat(yard.count(JobState.WAITING)).as("it may still be at it").isZero();
        yard.ask(Command.ZADD, CLAIMED, 1, "s " + planned);
        node().turn();
        node().turn();
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
        assertThat(schedules.runs(List.of("s"), 10).getFirst()).containsExactly(run);
    }

    @Test
    void aClaimKeepsTheQueueItHadAtItsTick() {
        schedules.put(every("s", 60_000));
        due("s", 61_000);
        Saved seen = store.look(10, 5_000).due().getFirst();
        long planned = seen.mark() + 60_000;
        Ran ran = new Ran(planned, new ScheduleRun(planned, planned, "s:s:" + planned, null).entry());
        store.fire(List.of(new Fire(seen, planned, null, List.of(ran), List.of(ran))));
        schedules.put(ScheduleBuilder.of("s", NewJob.of("demo.noop").queue("other"))
                .every(60_000)
                .declared());
        yard.ask(Command.ZADD, CLAIMED, 1, "s " + planned);
        node().turn();
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
    }

    @Test
    void aDecisionAboutAChangedScheduleIsRefused() {
        schedules.put(every("s", 60_000));
        due("s", 61_000);
        Saved seen = store.look(10, 5_000).due().getFirst();
        schedules.put(ScheduleBuilder.of("s", NewJob.of("demo.noop").queue("other"))
                .every(60_000)
                .declared());
        assertThat(store.fire(List.of(new Fire(seen, seen.mark() + 1, null, List.of(), List.of()))))
                .containsExactly(false);
    }

    @Test
    void aTickThatTheStoreHasNotReachedIsRefused() {
        schedules.put(every("s", 60_000));
        Saved seen = store.one("s").orElseThrow();
        assertThat(store.fire(List.of(new Fire(seen, store.now() + 600_000, null, List.of(), List.of()))))
                .containsExactly(false);
    }

    @Test
    void changesNeverFireTicksOfThePast() {
        schedules.put(every("s", 3_600_000));
        due("s", 20_000_000);
        schedules.put(every("s", 60_000));
        node().turn();
        assertThat(yard.count(JobState.WAITING)).isZero();
        schedules.pause("s", new Schedule.Standstill("note", null, "me"));
        due("s", 200_000);
        schedules.resume("s");
        node().turn();
        assertThat(yard.count(JobState.WAITING)).isZero();
        assertThat(schedules.one("s").isPaused(store.now())).isFalse();
    }

    @Test
    void anUnfinishedRunHoldsBackTheNextWhereAsked() {
        schedules.put(ScheduleBuilder.of("s", NewJob.of("demo.noop").queue(Yard.QUEUE))
                .every(60_000)
                .policies(Misfire.LAST, Overlap.SKIP)
                .declared());
        due("s", 61_000);
        node().turn();
        due("s", 61_000);
        node().turn();
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
        assertThat(schedules.runs(List.of("s"), 10).getFirst()).anyMatch(ScheduleRun::isSkipped);
        yard.ask(Command.DEL, yard.keys.of(Key.RECORDS), yard.keys.of(Key.LANE));
        due("s", 121_000);
        node().turn();
        assertThat(yard.count(JobState.WAITING))
                .as("a deleted run mutes nothing")
                .isEqualTo(1);
    }

    @Test
    void aBrokenScheduleHarmsNoOther() {
        schedules.put(every("a", 60_000));
        schedules.put(every("b", 60_000));
        due("a", 61_000);
        due("b", 61_000);
        String header = store.one("a").orElseThrow().header();
        Saved broken = store.one("a").orElseThrow();
        String gone = header.replace("\"zone\":\"UTC\"", "\"zone\":\"Mars/Olympus\"")
                .replace("\"everyMs\":60000", "\"everyMs\":null,\"cron\":\"* * * * *\"")
                .replace("\"cron\":null,", "");
        store.put(new Saved("a", broken.version(), broken.mark(), gone, broken.template()), 1L);
        node().turn();
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
        assertThat(schedules.runs(List.of("b"), 1).getFirst()).hasSize(1);
    }

    @Test
    void oneThousandDueAtOnceAreEnqueuedWithinASecond() {
        Ticker node = node();
        long fastest = Long.MAX_VALUE; // of three, because other work may hold the machine
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 1_000; i++) {
                schedules.put(every("s" + round + "-" + i, 60_000));
                due("s" + round + "-" + i, 61_000);
            }
            long begun = System.nanoTime();
            while (node.turn() == 0) {}
            fastest = Math.min(fastest, (System.nanoTime() - begun) / 1_000_000);
            assertThat(yard.count(JobState.WAITING)).isEqualTo(1_000L * round);
        }
        assertThat(fastest).isLessThan(1_000);
    }

    @Test
    void theHistoryIsBounded() {
        schedules.put(every("s", 60_000));
        for (int i = 0; i < 12; i++) {
            due("s", 60_000L * 101);
            node().turn();
        }
        for (int i = 0; i < 1_100; i++) {
            store.add("s", new Ran(i, i + " " + i + " - x"));
        }
        assertThat(yard.ask(Command.ZCARD, "ym:cluster:{schedules}:runs:s").toInteger())
                .isLessThanOrEqualTo(1_000);
    }

    /** As if nobody had looked for so long; the ticks of an interval are then where its creation says. */
    private void due(String name, long agoMs) {
        Saved saved = store.one(name).orElseThrow();
        long mark = store.now() - agoMs;
        String header = saved.header().replaceAll("\"anchorMs\":\\d+", "\"anchorMs\":" + mark);
        store.put(new Saved(name, saved.version(), mark, header, saved.template()), 1L);
        yard.ask(Command.HSET, MARKS, name, mark);
        yard.ask(Command.ZADD, DUE, 1, name);
    }

    private Ticker node() {
        return new Ticker(store, enqueuer(), yard.reader, null);
    }

    private static Enqueuer enqueuer() {
        return new Intake(yard.jobs, yard.reader, yard.clock).enqueuer();
    }

    private static Schedule every(String name, long ms) {
        return ScheduleBuilder.of(name, NewJob.of("demo.noop").queue(Yard.QUEUE))
                .every(ms)
                .declared();
    }

    private static void await(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

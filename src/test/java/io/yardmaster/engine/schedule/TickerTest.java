package io.yardmaster.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.store.Yard;
import io.yardmaster.store.cluster.ScheduleStore;
import io.yardmaster.store.cluster.ScheduleStore.Saved;
import io.yardmaster.store.cluster.TickStore;
import io.yardmaster.store.cluster.TickStore.Fire;
import io.yardmaster.store.cluster.TickStore.Ran;
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
    private TickStore ticks;
    private Schedules schedules;

    @BeforeEach
    void open() {
        store = yard.schedules;
        ticks = yard.ticks;
        schedules = new Schedules(store, ticks, enqueuer());
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
        Saved seen = ticks.look(10, 5_000).due().getFirst();
        long planned = seen.mark() + 60_000;
        ScheduleRun run = new ScheduleRun(planned, planned, Yard.QUEUE, "s:s:" + planned, null);
        Ran ran = new Ran(planned, run.entry());
        Fire fire = new Fire(seen, planned, planned + 60_000, List.of(ran), List.of(ran));
        assertThat(ticks.fire(List.of(fire, fire))).containsExactly(true, false);
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
        Saved seen = ticks.look(10, 5_000).due().getFirst();
        long planned = seen.mark() + 60_000;
        Ran ran = new Ran(planned, new ScheduleRun(planned, planned, Yard.QUEUE, "s:s:" + planned, null).entry());
        ticks.fire(List.of(new Fire(seen, planned, null, List.of(ran), List.of(ran))));
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
        Saved seen = ticks.look(10, 5_000).due().getFirst();
        schedules.put(ScheduleBuilder.of("s", NewJob.of("demo.noop").queue("other"))
                .every(60_000)
                .declared());
        assertThat(ticks.fire(List.of(new Fire(seen, seen.mark() + 1, null, List.of(), List.of()))))
                .containsExactly(false);
    }

    @Test
    void aTickThatTheStoreHasNotReachedIsRefused() {
        schedules.put(every("s", 60_000));
        Saved seen = store.one("s").orElseThrow();
        assertThat(ticks.fire(List.of(new Fire(seen, store.now() + 600_000, null, List.of(), List.of()))))
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

    /** How long it takes is measured on a running server; here it is how often the store is asked: claim and end of each. */
    @Test
    void oneThousandDueAtOnceAreTwoCallsEachAndFewMore() {
        for (int i = 0; i < 1_000; i++) {
            schedules.put(every("s" + i, 60_000));
            due("s" + i, 61_000);
        }
        Ticker node = node();
        long before = yard.links.calls();
        while (node.turn() == 0) {}
        assertThat(yard.links.calls() - before).isLessThanOrEqualTo(2_040);
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1_000);
    }

    @Test
    void tenThousandThatAreNotDueAreOneCallATurn() {
        String now = String.valueOf(store.now() + 3_600_000);
        schedules.put(every("s", 3_600_000));
        for (int i = 0; i < 10_000; i++) {
            yard.ask(Command.ZADD, DUE, now, "later-" + i);
        }
        Ticker node = node();
        long before = yard.links.calls();
        assertThat(node.turn()).isPositive();
        assertThat(yard.links.calls() - before).isEqualTo(1);
    }

    @Test
    void theHistoryIsBounded() {
        schedules.put(every("s", 60_000));
        for (int i = 0; i < 12; i++) {
            due("s", 60_000L * 101);
            node().turn();
        }
        for (int i = 0; i < 1_100; i++) {
            ticks.add("s", new Ran(i, i + " " + i + " - x"));
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
        return new Ticker(ticks, enqueuer(), yard.reader, null);
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

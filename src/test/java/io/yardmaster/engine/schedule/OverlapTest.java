package io.yardmaster.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.cluster.ScheduleStore.Saved;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A schedule that must not overlap waits for its last run, wherever that is; over a real Redis. */
class OverlapTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final String MARKS = "ym:cluster:{schedules}:marks";
    private static final String DUE = "ym:cluster:{schedules}:due";

    private Schedules schedules;

    @BeforeEach
    void open() {
        schedules =
                new Schedules(yard.schedules, yard.ticks, new Intake(yard.jobs, yard.reader, yard.clock).enqueuer());
    }

    @Test
    void anUnfinishedRunHoldsBackTheNextWhereAsked() {
        schedules.put(careful("s", Yard.QUEUE));
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
    void anUnfinishedRunInTheQueueBeforeHoldsBackTheNext() {
        schedules.put(careful("s", Yard.QUEUE));
        due("s", 61_000);
        node().turn();
        schedules.put(careful("s", "other"));
        due("s", 61_000);
        node().turn();
        assertThat(schedules.runs(List.of("s"), 10).getFirst())
                .extracting(ScheduleRun::isSkipped)
                .containsExactly(true, false);
    }

    @Test
    void anUnfinishedRunHoldsBackTheNextHoweverManyWereSkipped() {
        schedules.put(careful("s", Yard.QUEUE));
        for (int tick = 0; tick < 300; tick++) {
            due("s", 61_000);
            node().turn();
        }
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
        assertThat(schedules.runs(List.of("s"), 1_000).getFirst()).hasSize(300);
    }

    private static Schedule careful(String name, String queue) {
        return ScheduleBuilder.of(name, NewJob.of("demo.noop").queue(queue))
                .every(60_000)
                .policies(Misfire.LAST, Overlap.SKIP)
                .declared();
    }

    /** As if nobody had looked for so long; the ticks of an interval are then where its creation says. */
    private void due(String name, long agoMs) {
        Saved saved = yard.schedules.one(name).orElseThrow();
        long mark = yard.schedules.now() - agoMs;
        String header = saved.header().replaceAll("\"anchorMs\":\\d+", "\"anchorMs\":" + mark);
        yard.schedules.put(new Saved(name, saved.version(), mark, header, saved.template()), 1L);
        yard.ask(Command.HSET, MARKS, name, mark);
        yard.ask(Command.ZADD, DUE, 1, name);
    }

    private static Ticker node() {
        return new Ticker(yard.ticks, new Intake(yard.jobs, yard.reader, yard.clock).enqueuer(), yard.reader, null);
    }
}

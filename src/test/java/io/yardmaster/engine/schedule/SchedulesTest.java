package io.yardmaster.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.job.NewJob;
import io.yardmaster.store.Yard;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchedulesTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private Schedules schedules;

    @BeforeEach
    void open() {
        schedules =
                new Schedules(yard.schedules, yard.ticks, new Intake(yard.jobs, yard.reader, yard.clock).enqueuer());
    }

    @Test
    void aRunByHandIsInTheHistory() {
        schedules.put(every("s", 60_000));
        String id = schedules.run("s").job().id();
        assertThat(RunId.schedule(id)).contains("s");
        assertThat(schedules.runs(List.of("s"), 1).getFirst().getFirst().reason())
                .isEqualTo("run by hand");
        schedules.delete("s");
        assertThatThrownBy(() -> schedules.one("s")).isInstanceOf(UnknownScheduleException.class);
        assertThatThrownBy(() -> schedules.delete("s")).isInstanceOf(UnknownScheduleException.class);
    }

    @Test
    void codeWinsUntilSomebodyEdits() {
        schedules.declare(every("s", 60_000));
        schedules.declare(every("s", 90_000));
        assertThat(schedules.one("s").timing().everyMs()).isEqualTo(90_000);
        schedules.put(every("s", 30_000));
        assertThat(schedules.one("s").source().edited()).isTrue();
        schedules.declare(every("s", 90_000));
        assertThat(schedules.one("s").timing().everyMs()).isEqualTo(30_000);
        schedules.reset(every("s", 90_000));
        assertThat(schedules.one("s").timing().everyMs()).isEqualTo(90_000);
        assertThat(schedules.one("s").source().edited()).isFalse();
    }

    private static Schedule every(String name, long ms) {
        return ScheduleBuilder.of(name, NewJob.of("demo.noop").queue(Yard.QUEUE))
                .every(ms)
                .declared();
    }
}

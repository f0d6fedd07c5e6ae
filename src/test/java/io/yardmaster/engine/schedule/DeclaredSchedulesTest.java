package io.yardmaster.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.OnSchedule;
import io.yardmaster.engine.handler.HandlerNotes;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.Yard;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schedules that the code declares: by annotations on a handler, and by a bean. */
class DeclaredSchedulesTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private final HandlerNotes notes = new HandlerNotes();
    private Schedules schedules;

    @BeforeEach
    void open() {
        schedules =
                new Schedules(yard.schedules, yard.ticks, new Intake(yard.jobs, yard.reader, yard.clock).enqueuer());
    }

    @Test
    void eachAnnotationOfAHandlerIsASchedule() {
        declared(new Reports()).register();
        assertThat(schedules.names()).containsExactly("reports.hourly", "reports.morning");
        Schedule morning = schedules.one("reports.morning");
        assertThat(morning.timing().cron()).isEqualTo("0 7 * * MON-FRI");
        assertThat(morning.timing().zone()).isEqualTo("Europe/Berlin");
        assertThat(morning.target().job().type()).isEqualTo("report.build");
        assertThat(morning.target().job().payload()).isEqualTo("{\"kind\":\"short\"}");
        assertThat(schedules.queueOf(morning)).isEqualTo("reports");
        assertThat(morning.source().code()).isTrue();
        assertThat(schedules.one("reports.hourly").timing().everyMs()).isEqualTo(3_600_000L);
        assertThat(schedules.one("reports.hourly").target().job().payload()).isNull();
    }

    @Test
    void aSecondStartChangesNothing() {
        declared(new Reports()).register();
        long version = schedules.pulse().version();
        declared(new Reports()).register();
        assertThat(schedules.pulse().version()).isEqualTo(version);
    }

    @Test
    void whatWasEditedStaysUntilItIsReset() {
        DeclaredSchedules declared = declared(new Reports());
        declared.register();
        NewJob job = NewJob.of("report.build").queue("reports");
        schedules.put(ScheduleBuilder.of("reports.morning", job)
                .cron("0 9 * * *", "UTC")
                .declared());
        declared(new Reports()).register();
        assertThat(schedules.one("reports.morning").timing().cron()).isEqualTo("0 9 * * *");
        assertThat(schedules.one("reports.morning").source().edited()).isTrue();
        declared.reset("reports.morning");
        assertThat(schedules.one("reports.morning").timing().cron()).isEqualTo("0 7 * * MON-FRI");
        assertThat(schedules.one("reports.morning").source().edited()).isFalse();
        assertThat(declared.reset("nobody")).isEmpty();
    }

    @Test
    void aWrongDeclarationIsLeftOutWithANote() {
        declared(new Reports(), new Copies(), new Neither(), new Never(), new Wrong())
                .register();
        assertThat(schedules.names()).containsExactly("reports.hourly", "reports.morning");
        assertThat(notes.all())
                .extracting(HandlerNotes.Note::about)
                .containsExactlyInAnyOrder(
                        "schedule wrong", "schedule neither", "schedule never", "schedule reports.hourly");
        assertThat(notes.all()).extracting(HandlerNotes.Note::text).anyMatch(text -> text.contains("hour"));
    }

    private DeclaredSchedules declared(Handler<?>... handlers) {
        HandlerRegistry registry = new HandlerRegistry();
        for (Handler<?> handler : handlers) {
            registry.add(new KnownHandler(handler, handler.getClass(), KnownHandler.Kind.BEAN, null));
        }
        return new DeclaredSchedules(schedules, registry, notes, List.of());
    }

    @JobHandler("report.build")
    @OnSchedule(
            name = "reports.morning",
            cron = "0 7 * * MON-FRI",
            timeZone = "Europe/Berlin",
            payload = "{\"kind\":\"short\"}",
            queue = "reports")
    @OnSchedule(name = "reports.hourly", everyMs = 3_600_000)
    static final class Reports extends Quiet {}

    @JobHandler("report.copy")
    @OnSchedule(name = "reports.hourly", everyMs = 60_000)
    static final class Copies extends Quiet {}

    @JobHandler("wrong")
    @OnSchedule(name = "wrong", cron = "0 25 * * *")
    static final class Wrong extends Quiet {}

    @JobHandler("never")
    @OnSchedule(name = "never", cron = "0 0 30 2 *")
    static final class Never extends Quiet {}

    @JobHandler("neither")
    @OnSchedule(name = "neither")
    static final class Neither extends Quiet {}

    abstract static class Quiet implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            return Outcome.succeeded();
        }
    }
}

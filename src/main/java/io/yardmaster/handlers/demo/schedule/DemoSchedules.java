package io.yardmaster.handlers.demo.schedule;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.schedule.DeclaresSchedules;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.engine.schedule.Schedule.Standstill;
import io.yardmaster.engine.schedule.ScheduleBuilder;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import jakarta.inject.Singleton;
import java.util.List;

/** The five schedules of the shop; one fails, one is paused. */
@Singleton
class DemoSchedules implements DeclaresSchedules {
    private static final String BERLIN = "Europe/Berlin";

    private final boolean wanted;

    DemoSchedules(Settings settings) {
        wanted = settings.demo().traffic();
    }

    @Override
    public List<Schedule> schedules() {
        return wanted ? List.of(sessions(), rates(), sales(), digest(), feed()) : List.of();
    }

    private static Schedule sessions() {
        NewJob job = NewJob.of("demo.sleep").queue("default").payload("{\"ms\":120}");
        return ScheduleBuilder.of("sessions.expire", job).every(30_000).declared();
    }

    /** The bank does not answer. */
    private static Schedule rates() {
        NewJob job = NewJob.of("demo.fail")
                .queue("payments")
                .payload("{\"message\":\"503 Service Unavailable\",\"failures\":99}")
                .rules(Rules.NONE.with(Option.MAX_ATTEMPTS, 1L));
        return ScheduleBuilder.of("payments.settle", job)
                .cron("* * * * *", "UTC")
                .declared();
    }

    private static Schedule sales() {
        NewJob job = NewJob.of("report.monthly").queue("reports").payload("{\"month\":\"2026-10\",\"format\":\"pdf\"}");
        return ScheduleBuilder.of("reports.sales", job)
                .cron("*/5 * * * *", BERLIN)
                .policies(Misfire.LAST, Overlap.SKIP)
                .declared();
    }

    private static Schedule digest() {
        NewJob job = NewJob.of("demo.sleep").queue("email").payload("{\"ms\":900}");
        return ScheduleBuilder.of("email.digest", job)
                .cron("0 7 * * MON-FRI", "America/New_York")
                .declared();
    }

    private static Schedule feed() {
        NewJob job = NewJob.of("demo.noop").queue("orders");
        return ScheduleBuilder.of("imports.supplier-feed", job)
                .cron("5 * * * *", BERLIN)
                .declared()
                .with(new Standstill("the supplier moves to a new address", null, "mira"));
    }
}

package io.yardmaster.engine.schedule;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.engine.handler.OnSchedule;
import io.yardmaster.job.NewJob;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the code declares: by {@link OnSchedule} on a handler, and by beans that are {@link DeclaresSchedules}. */
@Singleton
public class DeclaredSchedules {
    private static final Logger LOG = Logger.getLogger(DeclaredSchedules.class);

    private final Schedules schedules;
    private final Map<String, Schedule> byName = new LinkedHashMap<>();
    private final List<DeclaresSchedules> declarers;

    DeclaredSchedules(
            Schedules schedules,
            HandlerRegistry handlers,
            @All List<InstanceHandle<Handler<?>>> beans,
            @All List<DeclaresSchedules> declarers) {
        this.schedules = schedules;
        this.declarers = declarers;
        for (InstanceHandle<Handler<?>> bean : beans) {
            Class<?> handler = bean.getBean().getBeanClass();
            JobHandler job = handler.getAnnotation(JobHandler.class);
            if (job != null && handlers.find(job.value()).isPresent()) {
                for (OnSchedule says : handler.getAnnotationsByType(OnSchedule.class)) {
                    add(schedule(job.value(), says));
                }
            }
        }
    }

    /** Registers all; what was edited by hand stays. Called at the start of a worker node, the store is open. */
    public void register() {
        declarers.forEach(bean -> bean.schedules().forEach(this::add));
        byName.values().forEach(schedules::declare);
        if (!byName.isEmpty()) {
            LOG.debugf("%d schedules are declared in code", byName.size());
        }
    }

    /** Makes an edited schedule again what the code of this node says; empty when that says nothing of it. */
    public Optional<Schedule> reset(String name) {
        return Optional.ofNullable(byName.get(name)).map(schedules::reset).map(Schedules.Saving::schedule);
    }

    private void add(Schedule schedule) {
        if (byName.put(schedule.name(), schedule) != null) {
            throw new IllegalStateException("two schedules are named " + schedule.name());
        }
    }

    private static Schedule schedule(String type, OnSchedule says) {
        String payload = says.payload().isEmpty() ? null : says.payload();
        NewJob job = NewJob.of(type).payload(payload).queue(says.queue().isEmpty() ? null : says.queue());
        ScheduleBuilder builder = ScheduleBuilder.of(says.name(), job);
        return (says.everyMs() > 0 ? builder.every(says.everyMs()) : builder.cron(says.cron(), says.timeZone()))
                .declared();
    }
}

package io.yardmaster.engine.schedule;

import io.quarkus.arc.All;
import io.yardmaster.api.OnSchedule;
import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.engine.handler.HandlerNotes;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.schedule.cron.BadCronException;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.text.Name;
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
    private final HandlerRegistry handlers;
    private final HandlerNotes notes;
    private final List<DeclaresSchedules> declarers;
    private final Map<String, Schedule> byName = new LinkedHashMap<>();

    DeclaredSchedules(
            Schedules schedules, HandlerRegistry handlers, HandlerNotes notes, @All List<DeclaresSchedules> declarers) {
        this.schedules = schedules;
        this.handlers = handlers;
        this.notes = notes;
        this.declarers = declarers;
    }

    /**
     * Registers all; what was edited by hand stays, and a wrong annotation is left out with a note. Called at the start of
     * a worker node: the store is open, and plugins have added their handlers.
     */
    public void register() {
        declarers.forEach(bean -> bean.schedules().forEach(this::add));
        for (HandlerInfo handler : handlers.all()) {
            handlers.find(handler.type())
                    .ifPresent(known -> known.schedules().forEach(says -> add(known.type(), says)));
        }
        byName.values().forEach(this::declare);
        LOG.debugf("%d schedules are declared in code", byName.size());
    }

    /** Makes an edited schedule again what the code of this node says; empty when that says nothing of it. */
    public Optional<Schedule> reset(String name) {
        return Optional.ofNullable(byName.get(name)).map(schedules::reset).map(Schedules.Saving::schedule);
    }

    private void add(String type, OnSchedule says) {
        try {
            add(schedule(type, says));
        } catch (IllegalArgumentException | IllegalStateException | BadCronException wrong) {
            leaveOut(says.name(), wrong.getMessage());
        }
    }

    private void add(Schedule schedule) {
        if (byName.putIfAbsent(schedule.name(), schedule) != null) {
            throw new IllegalStateException("another one is declared under that name");
        }
    }

    private void declare(Schedule schedule) {
        try {
            schedules.declare(schedule);
        } catch (NeverFiresException never) {
            leaveOut(schedule.name(), never.getMessage());
        }
    }

    private void leaveOut(String name, String why) {
        LOG.errorf("the declared schedule %s is left out: %s", name, why);
        notes.say(new HandlerNotes.Note(true, "schedule " + name, "Left out: " + why + "."));
    }

    private static Schedule schedule(String type, OnSchedule says) {
        if (says.cron().isEmpty() == (says.everyMs() == 0)) {
            throw new IllegalArgumentException("needs either cron or everyMs");
        }
        String payload = says.payload().isEmpty() ? null : says.payload();
        String queue = says.queue().isEmpty() ? null : says.queue();
        if (queue != null) {
            Name.check("queue", queue);
        }
        NewJob job = NewJob.of(type).payload(payload).queue(queue);
        ScheduleBuilder builder = ScheduleBuilder.of(says.name(), job);
        return (says.cron().isEmpty() ? builder.every(says.everyMs()) : builder.cron(says.cron(), says.timeZone()))
                .declared();
    }
}

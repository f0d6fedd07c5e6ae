package io.yardmaster.web.console.schedules;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.schedule.NeverFiresException;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.engine.schedule.UnknownScheduleException;
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One schedule: what it says, its form, its history. Also the form of a new one. */
@Singleton
public class SchedulePage implements LivePage {
    private static final int NEXT = 5;
    private static final int RUNS = 50;

    private final Schedules schedules;
    private final ScheduleBoard board;
    private final HandlerRegistry handlers;
    private final Frames frames;
    private final Viewer viewer;

    SchedulePage(Schedules schedules, ScheduleBoard board, HandlerRegistry handlers, Frames frames, Viewer viewer) {
        this.schedules = schedules;
        this.board = board;
        this.handlers = handlers;
        this.frames = frames;
        this.viewer = viewer;
    }

    @CheckedTemplate(basePath = "schedules")
    static class Templates {
        static native TemplateInstance schedule(Frame frame, Sheet sheet, Form form);

        static native TemplateInstance create(Frame frame, Form form);

        static native TemplateInstance say(Sheet sheet);

        static native TemplateInstance acts(Sheet sheet);

        static native TemplateInstance runs(Sheet sheet);

        static native TemplateInstance gone();
    }

    /** A schedule that exists. @param runs newest first */
    public record Sheet(ScheduleRow row, String marks, boolean resettable, List<RunLine> runs) {}

    /** A run in the history. @param href null where it made no job */
    public record RunLine(Zone.Moment planned, String late, ScheduleState state, String reason, String href) {}

    /** When it would run. @param problem in place of the rest; empty when there is none */
    public record NextRuns(String words, List<Zone.Moment> next, String problem) {}

    /** The form. @param wrong a sentence a wrong field @param preview null before anything was typed */
    public record Form(
            Map<String, String> values, Map<String, String> wrong, NextRuns preview, List<HandlerInfo> types) {
        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        /** Null when nothing is wrong with the field. */
        public String fault(String field) {
            return wrong.get(field);
        }
    }

    /** The page of one. @param values null for those that it has */
    TemplateInstance one(String name, Map<String, String> values, Map<String, String> wrong) {
        Schedule schedule = schedules.one(name);
        Map<String, String> shown = values == null ? ScheduleForm.values(schedule) : values;
        Frame frame = frames.of(name, "/schedules", "/live/schedules/" + name);
        return Templates.schedule(frame, sheet(schedule, viewer.zone()), form(shown, wrong, schedule));
    }

    @Override
    public String name() {
        return "schedules/*";
    }

    @Override
    public String key(Address address) {
        return address.item();
    }

    /** What of the page moves; the form stays as it was typed. Of one that was deleted the sentence that says so. */
    @Override
    public Map<String, String> parts(Address address) {
        Map<String, String> parts = new LinkedHashMap<>();
        try {
            Sheet sheet = sheet(schedules.one(address.item()), address.zone());
            parts.put("schedule-say", Templates.say(sheet).render());
            parts.put("schedule-acts", Templates.acts(sheet).render());
            parts.put("schedule-runs", Templates.runs(sheet).render());
        } catch (UnknownScheduleException deleted) {
            parts.put("schedule-say", Templates.gone().render());
        }
        return FrameParts.around(parts, board.scene(), address.zone());
    }

    private Sheet sheet(Schedule schedule, Zone zone) {
        long now = schedules.now();
        ScheduleRow row = board.rows(List.of(schedule), zone, now).getFirst();
        List<RunLine> runs = board.history(schedule.name(), RUNS, now).stream()
                .map(past -> run(past, zone, now))
                .toList();
        boolean edited = schedule.source().edited();
        String marks =
                schedule.source().code() ? edited ? "Declared in code, edited by hand." : "Declared in code." : "";
        return new Sheet(row, marks, edited, runs);
    }

    /** The page of a new one. */
    TemplateInstance create(Map<String, String> values, Map<String, String> wrong) {
        return Templates.create(frames.of("New schedule", "/schedules"), form(values, wrong, null));
    }

    /** Null when it never fires, which is kept. */
    Response save(RoutingContext context, Schedule schedule, ScheduleForm form) {
        try {
            boolean made = schedules.put(schedule).created();
            Toast toast = Toast.of(made ? "Made " + schedule.name() + "." : "Saved " + schedule.name() + ".", "");
            return Answer.seeOther(context, "/schedules/" + schedule.name(), toast);
        } catch (NeverFiresException never) {
            form.wrong().put("cron", "It never fires within the next 30 years.");
            return null;
        }
    }

    private Form form(Map<String, String> values, Map<String, String> wrong, Schedule schedule) {
        return new Form(values, wrong, preview(values, schedule), handlers.all());
    }

    private NextRuns preview(Map<String, String> values, Schedule schedule) {
        boolean empty = values.getOrDefault("cron", "").isBlank()
                && values.getOrDefault("every", "").isBlank();
        if (empty) {
            return new NextRuns("", List.of(), "");
        }
        long now = schedules.now();
        ScheduleForm form = new ScheduleForm(values);
        Timing timing = form.timing(schedule == null ? now : schedule.timing().anchorMs());
        if (timing == null) {
            return new NextRuns("", List.of(), form.wrong().values().iterator().next());
        }
        List<Zone.Moment> next = timing.next(now, NEXT).stream()
                .map(at -> viewer.zone().moment(at, now))
                .toList();
        return new NextRuns(timing.words(), next, next.isEmpty() ? "It never fires within the next 30 years." : "");
    }

    private static RunLine run(ScheduleBoard.PastRun past, Zone zone, long now) {
        ScheduleRun run = past.run();
        return new RunLine(
                zone.moment(run.plannedAt(), now),
                Words.duration(run.latenessMs()),
                past.state(),
                run.reason() == null ? "" : run.reason(),
                run.isSkipped() ? null : Links.job(run.jobId(), run.queue()));
    }
}

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
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** One schedule: what it says, its form, its history. Also the form of a new one. */
@Singleton
public class SchedulePage {
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
    }

    /** A schedule that exists. @param runs newest first */
    public record Sheet(ScheduleRow row, String marks, boolean resettable, List<RunLine> runs) {}

    /** A run in the history. @param href null where it made no job */
    public record RunLine(Zone.Moment planned, String late, String outcome, String reason, String href) {}

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
        Zone zone = viewer.zone();
        long now = schedules.now();
        ScheduleRow row = board.rows(List.of(schedule), zone, now).getFirst();
        List<RunLine> runs = schedules.runs(List.of(name), RUNS).getFirst().stream()
                .map(run -> run(run, schedule, zone, now))
                .toList();
        boolean edited = schedule.source().edited();
        String marks = schedule.source().code() ? edited ? "declared in code, edited by hand" : "declared in code" : "";
        return Templates.schedule(
                frames.of(name, "/schedules"), new Sheet(row, marks, edited, runs), form(shown, wrong, schedule));
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

    private static RunLine run(ScheduleRun run, Schedule schedule, Zone zone, long now) {
        String href = run.isSkipped()
                ? null
                : Links.job(run.jobId(), schedule.target().job().queue());
        return new RunLine(
                zone.moment(run.plannedAt(), now),
                Words.duration(run.latenessMs()),
                run.isMissed() ? "missed" : run.isSkipped() ? "skipped" : "enqueued",
                run.reason() == null ? "" : run.reason(),
                href);
    }
}

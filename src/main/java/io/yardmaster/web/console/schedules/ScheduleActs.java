package io.yardmaster.web.console.schedules;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.schedule.DeclaredSchedules;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.Schedule.Standstill;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.engine.schedule.UnknownScheduleException;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;

/** The pages of one schedule, and what is done to it. */
@Path("/schedules/{name}")
@Produces(MediaType.TEXT_HTML)
public class ScheduleActs {
    private static final String LIST = "/schedules";
    private static final long HOUR_MS = 3_600_000;

    private final Schedules schedules;
    private final DeclaredSchedules declared;
    private final SchedulePage page;
    private final StoreAwayPage away;

    ScheduleActs(Schedules schedules, DeclaredSchedules declared, SchedulePage page, StoreAwayPage away) {
        this.schedules = schedules;
        this.declared = declared;
        this.page = page;
        this.away = away;
    }

    @GET
    public Response one(RoutingContext context, @PathParam("name") String name) {
        return away.answerUnless(name, LIST, () -> found(context, name, null, Map.of()));
    }

    /** Saves the form, or shows it again: with what is wrong, or with a preview when that was asked for. */
    @POST
    @Path("/edit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response edit(RoutingContext context, @PathParam("name") String name, MultivaluedMap<String, String> typed) {
        return away.answerUnless(name, LIST, () -> {
            Map<String, String> values = ScheduleForm.typed(typed);
            values.put("name", name);
            ScheduleForm form = new ScheduleForm(values);
            try {
                Schedule schedule = ScheduleForm.isPreview(typed)
                        ? null
                        : form.schedule(schedules.one(name).target());
                Response saved = schedule == null ? null : page.save(context, schedule, form);
                return saved != null ? saved : found(context, name, values, form.wrong());
            } catch (UnknownScheduleException gone) {
                return gone(context);
            }
        });
    }

    @POST
    @Path("/run")
    public Response run(RoutingContext context, @PathParam("name") String name, @RestForm String back) {
        return act(context, back, name, () -> {
            var job = schedules.run(name).job();
            return new Toast("Enqueued a run of " + name + ".", "", "Open the job", Links.job(job.id(), job.queue()));
        });
    }

    /** @param hours until it goes on by itself; empty for never */
    @POST
    @Path("/pause")
    public Response pause(
            RoutingContext context,
            @PathParam("name") String name,
            @RestForm String back,
            @RestForm String note,
            @RestForm String hours) {
        return act(context, back, name, () -> {
            String said = note == null || note.isBlank()
                    ? null
                    : Text.cut(note.strip().replaceAll("\\p{Cntrl}", " "), Schedule.LONGEST_NOTE);
            Long until = hours != null && hours.matches("[0-9]{1,4}") && !hours.matches("0+")
                    ? schedules.now() + Long.parseLong(hours) * HOUR_MS
                    : null;
            Caller caller = Caller.of(context);
            schedules.pause(name, new Standstill(said, until, caller == null ? null : caller.name()));
            return Toast.of("Paused " + name + ".", "What is due meanwhile is dropped.");
        });
    }

    @POST
    @Path("/resume")
    public Response resume(RoutingContext context, @PathParam("name") String name, @RestForm String back) {
        return act(context, back, name, () -> {
            schedules.resume(name);
            return Toast.of("Resumed " + name + ".", "");
        });
    }

    @POST
    @Path("/reset")
    public Response reset(RoutingContext context, @PathParam("name") String name, @RestForm String back) {
        return act(context, back, name, () -> {
            declared.reset(name).orElseThrow(() -> new UnknownScheduleException(name));
            return Toast.of("Reset " + name + " to code.", "");
        });
    }

    @POST
    @Path("/delete")
    public Response delete(RoutingContext context, @PathParam("name") String name) {
        return act(context, LIST, name, () -> {
            schedules.delete(name);
            return Toast.of("Deleted " + name + ".", "Its jobs stay.");
        });
    }

    private Response act(RoutingContext context, String back, String name, Supplier<Toast> act) {
        return Answer.to(context, back, LIST, "Not done", () -> {
            try {
                if (!Schedule.isName(name)) {
                    throw new UnknownScheduleException(name);
                }
                return act.get();
            } catch (UnknownScheduleException gone) {
                return Toast.of("Not done:", "there is no such schedule.");
            }
        });
    }

    private Response found(RoutingContext context, String name, Map<String, String> values, Map<String, String> wrong) {
        if (!Schedule.isName(name)) {
            return gone(context);
        }
        try {
            return Response.status(wrong.isEmpty() ? 200 : 422)
                    .entity(page.one(name, values, wrong))
                    .build();
        } catch (UnknownScheduleException gone) {
            return gone(context);
        }
    }

    private static Response gone(RoutingContext context) {
        return Answer.seeOther(context, LIST, Toast.of("That schedule is gone.", "These are there."));
    }
}

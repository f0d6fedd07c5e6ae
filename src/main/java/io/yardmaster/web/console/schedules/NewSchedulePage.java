package io.yardmaster.web.console.schedules;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.web.console.frame.StoreAwayPage;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** How do I make one? */
@Path("/new-schedule")
@Produces(MediaType.TEXT_HTML)
public class NewSchedulePage {
    private static final String LIST = "/schedules";
    private static final Map<String, String> FIRST =
            Map.of("runs", "cron", "timeZone", "UTC", "misfire", "last", "overlap", "allow", "enabled", "on");

    private final Schedules schedules;
    private final SchedulePage page;
    private final StoreAwayPage away;

    NewSchedulePage(Schedules schedules, SchedulePage page, StoreAwayPage away) {
        this.schedules = schedules;
        this.page = page;
        this.away = away;
    }

    @GET
    public Response create() {
        return away.unless("New schedule", LIST, () -> page.create(FIRST, Map.of()));
    }

    /** Saves the form, or shows it again: with what is wrong, or with a preview when that was asked for. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response create(RoutingContext context, MultivaluedMap<String, String> typed) {
        return away.answerUnless("New schedule", LIST, () -> {
            Map<String, String> values = ScheduleForm.typed(typed);
            ScheduleForm form = new ScheduleForm(values);
            Schedule schedule = ScheduleForm.isPreview(typed) ? null : form.schedule(null);
            if (schedule != null && schedules.isKnown(schedule.name())) {
                form.wrong().put("name", "There is a schedule of that name.");
                schedule = null;
            }
            Response saved = schedule == null ? null : page.save(context, schedule, form);
            int status = ScheduleForm.isPreview(typed) ? 200 : 422;
            return saved != null
                    ? saved
                    : Response.status(status)
                            .entity(page.create(values, form.wrong()))
                            .build();
        });
    }
}

package io.yardmaster.web.api.schedules;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.jobs.Enqueued;
import io.yardmaster.engine.schedule.DeclaredSchedules;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.ScheduleRun;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.engine.schedule.UnknownScheduleException;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Standing;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.problem.BadInputException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes, looks at and steers schedules. */
@Path("/api/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {
    private final Schedules schedules;
    private final DeclaredSchedules declared;

    SchedulesResource(Schedules schedules, DeclaredSchedules declared) {
        this.schedules = schedules;
        this.declared = declared;
    }

    @GET
    public Items<ScheduleJson> list(@Context UriInfo uri) {
        Items<String> page = Items.after(schedules.names(), Function.identity(), Query.of(uri, "limit", "cursor"));
        List<Schedule> all = schedules.all(page.items());
        List<List<ScheduleRun>> last =
                schedules.runs(all.stream().map(Schedule::name).toList(), 1);
        long now = schedules.now();
        List<ScheduleJson> items = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            items.add(ScheduleJson.of(all.get(i), last.get(i), now));
        }
        return new Items<>(items, page.nextCursor());
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        if (!Schedule.isName(name)) {
            throw new BadInputException(
                    "/name",
                    "must be 1 to " + Schedule.LONGEST_NAME
                            + " characters of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
        Schedules.Saving written = schedules.put(ScheduleReader.of(name, body));
        ScheduleJson answer = json(written.schedule());
        return written.created()
                ? created("/api/v1/schedules/" + name).entity(answer).build()
                : Response.ok(answer).build();
    }

    @GET
    @Path("/{name}")
    public ScheduleJson one(@PathParam("name") String name, @Context UriInfo uri) {
        Query.none(uri);
        return json(schedules.one(known(name)));
    }

    @DELETE
    @Path("/{name}")
    public void delete(@PathParam("name") String name, @Context UriInfo uri) {
        Query.none(uri);
        schedules.delete(known(name));
    }

    @POST
    @Path("/{name}/run")
    public Response run(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        Enqueued run = schedules.run(known(name));
        boolean later = run.state() == JobState.SCHEDULED;
        Standing standing = later ? new Standing.Scheduled(run.job().dueAt()) : new Standing.Waiting();
        return created("/api/v1/jobs/" + run.job().id())
                .entity(JobView.of(run.job(), standing))
                .build();
    }

    @POST
    @Path("/{name}/pause")
    public ScheduleJson pause(
            @PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext context, Body body) {
        Query.none(uri);
        Caller caller = Caller.of(context);
        String by = caller == null ? null : caller.name();
        return json(schedules.pause(known(name), PauseReader.of(body, by, schedules.now())));
    }

    @POST
    @Path("/{name}/resume")
    public ScheduleJson resume(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        return json(schedules.resume(known(name)));
    }

    @POST
    @Path("/{name}/reset")
    public ScheduleJson reset(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        return json(declared.reset(known(name)).orElseThrow(() -> new UnknownScheduleException(name + " in the code")));
    }

    @GET
    @Path("/{name}/runs")
    public Items<ScheduleJson.RunJson> runs(@PathParam("name") String name, @Context UriInfo uri) {
        Query query = Query.of(uri, "limit", "cursor");
        schedules.one(known(name));
        List<ScheduleRun> all = schedules.runs(List.of(name), 1_000).getFirst();
        Items<ScheduleRun> page = Items.of(all, run -> run.plannedAt() + ":" + run.jobId(), query);
        return new Items<>(page.items().stream().map(ScheduleJson.RunJson::of).toList(), page.nextCursor());
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public PreviewReader.NextRuns preview(@Context UriInfo uri, Body body) {
        Query.none(uri);
        return PreviewReader.of(body, schedules.now());
    }

    private ScheduleJson json(Schedule schedule) {
        List<ScheduleRun> last = schedules.runs(List.of(schedule.name()), 1).getFirst();
        return ScheduleJson.of(schedule, last, schedules.now());
    }

    private static String known(String name) {
        if (!Schedule.isName(name)) {
            throw new UnknownScheduleException(Text.cut(name, Schedule.LONGEST_NAME));
        }
        return name;
    }

    private static Response.ResponseBuilder created(String path) {
        return Response.status(Response.Status.CREATED).header("Location", path);
    }
}

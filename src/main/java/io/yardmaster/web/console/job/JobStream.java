package io.yardmaster.web.console.job;

import io.smallrye.common.annotation.Blocking;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.Live;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.jboss.resteasy.reactive.RestQuery;

/** The event streams of the pages of jobs. */
@Path("/live")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
public class JobStream {
    private final Live live;
    private final JobParts parts;
    private final Viewer viewer;

    JobStream(Live live, JobParts parts, Viewer viewer) {
        this.live = live;
        this.parts = parts;
        this.viewer = viewer;
    }

    @GET
    @Path("/jobs")
    public void list(@RestQuery String state, @RestQuery String queue, @Context SseEventSink sink, @Context Sse sse) {
        Zone zone = viewer.zone();
        JobState known = JobState.of(state == null ? "" : state).orElse(JobState.WAITING);
        String name = name(queue);
        live.join("/jobs " + known + " " + name + " " + zone.id(), () -> parts.list(known, name, zone), sink, sse);
    }

    @GET
    @Path("/dead")
    public void dead(@RestQuery String queue, @Context SseEventSink sink, @Context Sse sse) {
        Zone zone = viewer.zone();
        String name = name(queue);
        live.join("/dead " + name + " " + zone.id(), () -> parts.dead(name, zone), sink, sse);
    }

    @GET
    @Path("/jobs/{id}")
    public void job(
            @PathParam("id") String id,
            @RestQuery String queue,
            @RestQuery String payload,
            @Context SseEventSink sink,
            @Context Sse sse) {
        if (!Name.isId(id)) {
            throw new BadRequestException("that is no id of a job");
        }
        Zone zone = viewer.zone();
        String name = name(queue);
        boolean raw = "raw".equals(payload);
        String key = "/jobs/" + id + " " + name + " " + raw + " " + zone.id();
        live.join(key, () -> parts.job(name, id, raw, zone), sink, sse);
    }

    private static String name(String hostile) {
        return Name.isName(hostile) ? hostile : null;
    }
}

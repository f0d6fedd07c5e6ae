package io.yardmaster.web.console;

import io.smallrye.common.annotation.Blocking;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.chart.Range;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.Live;
import io.yardmaster.web.console.overview.OverviewPage;
import io.yardmaster.web.console.queue.QueuePage;
import io.yardmaster.web.console.system.SystemPage;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/**
 * The event stream of a page: every event holds one element that takes the place of the one with the same id. What two
 * viewers see alike, in the same zone, is one page and rendered once.
 */
@Path("/live")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
public class LiveStream {
    @Inject
    Live live;

    @Inject
    OverviewPage overview;

    @Inject
    Viewer viewer;

    @Inject
    QueuePage queues;

    @Inject
    SystemPage system;

    @GET
    @Path("/overview")
    public void overview(@QueryParam("range") String key, @Context SseEventSink sink, @Context Sse sse) {
        Zone zone = viewer.zone();
        Range range = Range.of(key);
        live.join("/ " + range + " " + zone.id(), () -> overview.parts(range, zone), sink, sse);
    }

    @GET
    @Path("/queues/{name}")
    public void queue(
            @PathParam("name") String name,
            @QueryParam("range") String key,
            @Context SseEventSink sink,
            @Context Sse sse) {
        if (!Name.isName(name)) {
            throw new BadRequestException("that is no name of a queue");
        }
        Zone zone = viewer.zone();
        Range range = Range.of(key);
        live.join("/queues/" + name + " " + range + " " + zone.id(), () -> queues.parts(name, range, zone), sink, sse);
    }

    @GET
    @Path("/system")
    public void system(@Context SseEventSink sink, @Context Sse sse) {
        Zone zone = viewer.zone();
        live.join("/system " + zone.id(), () -> system.parts(zone), sink, sse);
    }
}

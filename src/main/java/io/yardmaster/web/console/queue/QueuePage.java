package io.yardmaster.web.console.queue;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.chart.Charts;
import io.yardmaster.web.console.chart.Range;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.overview.OverviewPage;
import io.yardmaster.web.console.parts.Totals;
import io.yardmaster.web.console.parts.Verdict;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why is a queue slow or failing? */
@Path("/queues")
@Blocking
public class QueuePage implements LivePage {
    private static final int FEW = 5;

    @Inject
    Lookout lookout;

    @Inject
    Jobs jobs;

    @Inject
    Frames frames;

    @Inject
    Viewer viewer;

    @CheckedTemplate(basePath = "queue")
    static class Templates {
        static native TemplateInstance queue(Frame frame, View view);

        static native TemplateInstance noQueue(Frame frame, String name);
    }

    @CheckedTemplate(basePath = "queue")
    static class Parts {
        static native TemplateInstance waitingNext(List<JobLine> next);

        static native TemplateInstance deadLately(List<JobLine> lately);
    }

    /**
     * What the page shows.
     *
     * @param next the jobs that run next, at most five
     * @param dead those that died last, at most five
     */
    public record View(
            String name,
            boolean paused,
            Verdict verdict,
            List<Totals.Total> totals,
            Charts charts,
            Range range,
            List<JobLine> next,
            List<JobLine> dead) {
        public Range[] ranges() {
            return Range.values();
        }
    }

    /** The page, or a notice when there is no such queue. @param key of the range; an hour when it names none */
    @GET
    @Path("/{name}")
    @Produces(MediaType.TEXT_HTML)
    public Response show(@PathParam("name") String name, @QueryParam("range") String key) {
        Range range = Range.of(key);
        Optional<View> view = view(name, range, viewer.zone());
        if (view.isEmpty()) {
            return Response.status(404)
                    .entity(Templates.noQueue(frames.of("No such queue", ""), name))
                    .build();
        }
        String live = "/live/queues/" + name + "?range=" + range.key();
        return Response.ok(Templates.queue(frames.of(name, name, live), view.get()))
                .build();
    }

    @Override
    public String name() {
        return "queues/*";
    }

    @Override
    public String key(Address address) {
        if (!Name.isName(address.item())) {
            throw new BadRequestException("that is no name of a queue");
        }
        return address.item() + " " + range(address).key();
    }

    /** Those of the frame alone when the queue is gone. */
    @Override
    public Map<String, String> parts(Address address) {
        return parts(address.item(), range(address), address.zone());
    }

    private static Range range(Address address) {
        return Range.of(address.query().apply("range"));
    }

    private Map<String, String> parts(String name, Range range, Zone zone) {
        Map<String, String> parts = new LinkedHashMap<>();
        view(name, range, zone).ifPresent(view -> {
            parts.put("verdict", OverviewPage.Parts.verdict(view.verdict()).render());
            parts.put("totals", OverviewPage.Parts.totals(view.totals()).render());
            parts.put("charts", OverviewPage.Parts.charts(view.charts()).render());
            parts.put("next", Parts.waitingNext(view.next()).render());
            parts.put("lately", Parts.deadLately(view.dead()).render());
        });
        return FrameParts.around(parts, lookout.scene(), zone);
    }

    private Optional<View> view(String name, Range range, Zone zone) {
        Scene scene = lookout.scene();
        return scene.queue(name).map(lane -> {
            boolean away = scene.awaySince() != null;
            return new View(
                    name,
                    lane.info().paused(),
                    Verdict.of(scene, lane, zone),
                    Totals.of(lane.info()),
                    Charts.of(away ? lane.hour() : lookout.history(name, range), range, zone),
                    range,
                    away ? List.of() : few(name, JobState.WAITING, zone, scene.at()),
                    away ? List.of() : few(name, JobState.DEAD, zone, scene.at()));
        });
    }

    private List<JobLine> few(String queue, JobState state, Zone zone, long now) {
        try {
            return jobs.list(queue, state, FEW, null).items().stream()
                    .map(job -> JobLine.of(job, zone, now))
                    .toList();
        } catch (StoreAwayException | UnknownQueueException gone) {
            return List.of();
        }
    }
}

package io.yardmaster.web.console.queue;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.insight.types.TypeTable;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why is a queue slow or failing? */
@Path("/queues")
@Blocking
public class QueuePage implements LivePage {
    @Inject
    Lookout lookout;

    @Inject
    QueueReads reads;

    @Inject
    InstantSource clock;

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
        static native TemplateInstance hold(View view);

        static native TemplateInstance types(View view);

        static native TemplateInstance groups(GroupTable groups);

        static native TemplateInstance rules(List<RuleFacts.Fact> rules);

        static native TemplateInstance waitingNext(List<JobLine> next);

        static native TemplateInstance deadLately(List<JobLine> lately);
    }

    private static final Map<TypeTable.Order, String> ORDERS = Map.of(
            TypeTable.Order.TIME,
            "Most time",
            TypeTable.Order.SLOWEST,
            "Slowest",
            TypeTable.Order.FAILING,
            "Most failing");

    /** A choice. */
    public record Tab(String title, String href, boolean current) {}

    /**
     * What the page shows.
     *
     * @param types its job types, at most ten
     * @param next the jobs that run next, at most five
     * @param dead those that died last, at most five
     * @param rules what holds for its jobs
     */
    public record View(
            String name,
            boolean paused,
            Verdict verdict,
            List<Totals.Total> totals,
            Charts charts,
            Chosen chosen,
            List<TypeRow> types,
            GroupTable groups,
            List<JobLine> next,
            List<JobLine> dead,
            List<RuleFacts.Fact> rules) {
        /** The ranges up to now. */
        public List<Tab> ranges() {
            return Arrays.stream(Range.values())
                    .map(range -> new Tab(
                            range.title(),
                            chosen.href(name, range, chosen.type(), chosen.order()),
                            chosen.shows(range)))
                    .toList();
        }

        /** The orders of the job types. */
        public List<Tab> orders() {
            return Arrays.stream(TypeTable.Order.values())
                    .map(order -> new Tab(
                            ORDERS.get(order),
                            chosen.href(name, chosen.span(), chosen.type(), order),
                            order == chosen.order()))
                    .toList();
        }

        /** The page without a choice of a job type. */
        public String allTypes() {
            return chosen.href(name, chosen.span(), null, chosen.order());
        }
    }

    /** The page, or a notice when there is no such queue. @param key of the range; an hour when it names none */
    @GET
    @Path("/{name}")
    @Produces(MediaType.TEXT_HTML)
    public Response show(@PathParam("name") String name, @Context UriInfo uri) {
        lookout.scene(name); // it may be new, made by another node
        Zone zone = viewer.zone();
        Chosen chosen = Chosen.of(uri.getQueryParameters()::getFirst, usual(name), zone, clock.millis());
        Optional<View> view = view(name, chosen, zone);
        if (view.isEmpty()) {
            return Response.status(404)
                    .entity(Templates.noQueue(frames.of("No such queue", ""), name))
                    .build();
        }
        viewer.opened(name);
        String live = "/live/queues/" + name + "?" + chosen.query();
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
        return address.item() + " " + chosen(address).query();
    }

    /** Those of the frame alone when the queue is gone. */
    @Override
    public Map<String, String> parts(Address address) {
        return parts(address.item(), chosen(address), address.zone());
    }

    /** Where no range is asked for: an hour, or a quarter of it where there is no more to show. */
    private Range usual(String queue) {
        boolean isYoung = lookout.scene()
                .queue(queue)
                .filter(lane -> Charts.isYoung(lane.hour()))
                .isPresent();
        return isYoung ? Range.QUARTER : Range.HOUR;
    }

    private Chosen chosen(Address address) {
        return Chosen.of(address.query(), Range.HOUR, address.zone(), clock.millis());
    }

    private Map<String, String> parts(String name, Chosen chosen, Zone zone) {
        Map<String, String> parts = new LinkedHashMap<>();
        view(name, chosen, zone).ifPresent(view -> {
            parts.put("verdict", OverviewPage.Parts.verdict(view.verdict()).render());
            parts.put("hold", Parts.hold(view).render());
            parts.put("totals", OverviewPage.Parts.totals(view.totals()).render());
            parts.put("charts", OverviewPage.Parts.charts(view.charts()).render());
            parts.put("types", Parts.types(view).render());
            parts.put("groups", Parts.groups(view.groups()).render());
            parts.put("rules", Parts.rules(view.rules()).render());
            parts.put("next", Parts.waitingNext(view.next()).render());
            parts.put("lately", Parts.deadLately(view.dead()).render());
        });
        return FrameParts.around(parts, lookout.scene(), zone);
    }

    private Optional<View> view(String name, Chosen chosen, Zone zone) {
        Scene scene = lookout.scene();
        return scene.queue(name).map(lane -> {
            boolean away = scene.awaySince() != null;
            return new View(
                    name,
                    lane.info().paused(),
                    Verdict.of(scene, lane, zone),
                    Totals.of(lane.info(), scene.sharesSlots(name)),
                    Charts.of(
                            away ? lane.hour() : lookout.history(name, chosen.type(), chosen.span()),
                            new Charts.View(name, chosen.span(), zone, lookout.events())),
                    chosen,
                    away ? List.of() : reads.types(name, chosen),
                    away ? GroupTable.EMPTY : reads.groups(name, zone, scene.at()),
                    away ? List.of() : reads.few(name, JobState.WAITING, zone, scene.at()),
                    away ? List.of() : reads.few(name, JobState.DEAD, zone, scene.at()),
                    RuleFacts.of(lane.info(), away ? null : reads.reach(name, zone, scene.at())));
        });
    }
}

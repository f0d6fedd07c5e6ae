package io.yardmaster.web.console.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.engine.handler.HandlerNotes;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.node.StoreStatus;
import io.yardmaster.engine.node.StoreWatch;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import io.yardmaster.web.console.words.Zone.Moment;
import io.yardmaster.web.console.workers.WorkerRow;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Is the store well, and who works on what? */
@Path("/system")
@Blocking
public class SystemPage implements LivePage {
    @Inject
    Lookout lookout;

    @Inject
    StoreWatch watch;

    @Inject
    Health health;

    @Inject
    QueueFaults faults;

    @Inject
    HandlerNotes notes;

    @Inject
    OperationBoard operations;

    @Inject
    FsckBoard check;

    @Inject
    Frames frames;

    @Inject
    Viewer viewer;

    @CheckedTemplate(basePath = "system")
    static class Templates {
        static native TemplateInstance system(Frame frame, View view);
    }

    @CheckedTemplate(basePath = "system")
    static class Parts {
        static native TemplateInstance storeFacts(StoreFacts store);

        static native TemplateInstance running(List<RunningRow> running);

        static native TemplateInstance loops(List<Fact> loops);
    }

    /** What the page shows. */
    public record View(
            StoreFacts store,
            List<RunningRow> running,
            List<Fact> loops,
            List<OperationBoard.Row> operations,
            FsckBoard.View check,
            List<HandlerNotes.Note> notes) {}

    /**
     * The store in words.
     *
     * @param tone right, warning or critical
     * @param say one sentence
     * @param facts labels and values; empty when it is away
     */
    public record StoreFacts(String tone, String say, List<Fact> facts) {}

    /** A label and its value. */
    public record Fact(String label, String value) {}

    /** A job that runs now. */
    public record RunningRow(String id, String queue, String type, String host, Moment since) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return Templates.system(frames.of("System", "/system", "/live/system"), view(viewer.zone()));
    }

    @Override
    public String name() {
        return "system";
    }

    @Override
    public String key(Address address) {
        return "";
    }

    @Override
    public Map<String, String> parts(Address address) {
        View view = view(address.zone());
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("store", Parts.storeFacts(view.store()).render());
        parts.put("running", Parts.running(view.running()).render());
        parts.put("loops", Parts.loops(view.loops()).render());
        parts.put(
                "operations",
                OperationBoard.Templates.operations(view.operations()).render());
        parts.put("fsck", FsckBoard.Templates.fsck(view.check()).render());
        return FrameParts.around(parts, lookout.scene(), address.zone());
    }

    private View view(Zone zone) {
        Scene scene = lookout.scene();
        List<RunningRow> running = scene.nodes().stream()
                .flatMap(node -> node.running().stream().map(job -> run(job, node.host(), zone, scene.at())))
                .toList();
        return new View(
                store(scene, zone),
                running,
                loops(),
                operations.rows(zone, scene.at()),
                check.last(zone, scene.at()),
                notes.all());
    }

    /** When each loop of this node last did what it had to; they turn about once a second. */
    private List<Fact> loops() {
        return health.progress().stream()
                .map(loop -> new Fact(Words.capital(loop.loop()), progress(loop.sinceMs())))
                .toList();
    }

    private static String progress(long sinceMs) {
        return "last progress " + (sinceMs < 3_000 ? "within 3\u00a0s" : Words.duration(sinceMs) + " ago");
    }

    private StoreFacts store(Scene scene, Zone zone) {
        try {
            if (scene.awaySince() == null) {
                StoreFacts well = facts(watch.status());
                List<Fact> all = Stream.of(well.facts().stream(), wrong(), skewed(scene.nodes()), full(scene))
                        .flatMap(some -> some)
                        .toList();
                String trouble = health.storeTrouble();
                return trouble == null
                        ? new StoreFacts(well.tone(), well.say(), all)
                        : new StoreFacts("critical", trouble, all);
            }
        } catch (StoreAwayException away) {
            return new StoreFacts(
                    "critical", "The store does not answer: nothing new starts, nothing is lost.", List.of());
        }
        String since = zone.moment(scene.awaySince(), scene.at()).text();
        return new StoreFacts(
                "critical", "The store is away since " + since + ": nothing new starts, nothing is lost.", List.of());
    }

    /** What is wrong beside the store's own state: its settings, and duties that fail in one queue. */
    private Stream<Fact> wrong() {
        return Stream.concat(
                health.storeComplaints().stream().map(one -> new Fact("Setting", Words.unbroken(one))),
                faults.all().stream().map(one -> new Fact(one.queue() + ": " + one.duty() + " fails", one.message())));
    }

    /** Nodes whose own clock is not the store's: what they log does not fit to what others do. */
    static Stream<Fact> skewed(List<NodeInfo> nodes) {
        return nodes.stream()
                .filter(node -> node.skewed() && !node.lost())
                .map(node -> new Fact(
                        node.host() + ":" + node.pid() + ": clock",
                        WorkerRow.skew(node.storeAheadMs()) + (node.storeAheadMs() > 0 ? "" : " of")
                                + " the store's; let its machine follow the same time server"));
    }

    /** Queues that hold 80 % or more of the dead jobs that they may. */
    private static Stream<Fact> full(Scene scene) {
        return scene.queues().stream()
                .filter(queue -> queue.marks().deadFill() > 0)
                .map(queue -> new Fact(
                        queue.name() + ": dead jobs",
                        queue.marks().deadFill() >= 100
                                ? "all that it may hold; it takes no job in until some are retried or removed"
                                : Words.unbroken(queue.marks().deadFill()
                                        + " % of what it may hold; at 100 % it takes no job in")));
    }

    static StoreFacts facts(StoreStatus store) {
        String memory = Words.bytes(store.usedBytes())
                + (store.maxBytes() == 0 ? ", no limit set" : " of " + Words.bytes(store.maxBytes()));
        List<Fact> facts = List.of(
                new Fact("Mode", store.mode().equals("own") ? "own, started by this server" : store.mode()),
                new Fact("Redis", store.version()),
                new Fact("Kept by", store.durability()),
                new Fact("File", store.fileBytes() == 0 ? Words.NONE : Words.bytes(store.fileBytes())),
                new Fact("Last write", store.lastSaveOk() ? "succeeded" : "failed"),
                new Fact("Memory", memory),
                new Fact("Round trip", Words.duration(store.roundTripMicros() / 1000.0)),
                new Fact("Up for", Words.duration(store.uptimeSeconds() * 1000)));
        return store.lastSaveOk()
                ? new StoreFacts("right", "The store answers, and keeps what it takes.", facts)
                : new StoreFacts("critical", "The store could not write its file: what is new may be lost.", facts);
    }

    private static RunningRow run(NodeInfo.RunningJob job, String host, Zone zone, long now) {
        return new RunningRow(job.id(), job.queue(), job.type(), host, zone.past(job.startedAt(), now));
    }
}

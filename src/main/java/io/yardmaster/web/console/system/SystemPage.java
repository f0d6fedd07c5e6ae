package io.yardmaster.web.console.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.engine.node.NodeInfo;
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
import io.yardmaster.web.console.overview.QueueRow;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import io.yardmaster.web.console.words.Zone.Moment;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Is the store well, and who works on what? */
@Path("/system")
@Blocking
public class SystemPage implements LivePage {
    @Inject
    Lookout lookout;

    @Inject
    StoreWatch watch;

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

        static native TemplateInstance nodes(List<Node> nodes);

        static native TemplateInstance running(List<RunningRow> running);
    }

    /** What the page shows. */
    public record View(StoreFacts store, List<Node> nodes, List<RunningRow> running) {}

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

    /**
     * A node in words.
     *
     * @param glyph right for one that runs, warning for one that stops, critical for one that is lost
     */
    public record Node(
            String host,
            String glyph,
            String state,
            String slots,
            QueueRow.Meter meter,
            String memory,
            String version,
            Moment started,
            Moment seen) {}

    /** A job that runs now. @param age how long already */
    public record RunningRow(String id, String queue, String type, String host, String age, Moment since) {}

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
        parts.put("nodes", Parts.nodes(view.nodes()).render());
        parts.put("running", Parts.running(view.running()).render());
        return FrameParts.around(parts, lookout.scene(), address.zone());
    }

    private View view(Zone zone) {
        Scene scene = lookout.scene();
        List<Node> nodes =
                scene.nodes().stream().map(node -> node(node, zone, scene.at())).toList();
        List<RunningRow> running = scene.nodes().stream()
                .flatMap(node -> node.running().stream().map(job -> run(job, node.host(), zone, scene.at())))
                .toList();
        return new View(store(scene, zone), nodes, running);
    }

    private StoreFacts store(Scene scene, Zone zone) {
        try {
            if (scene.awaySince() == null) {
                return facts(watch.status());
            }
        } catch (StoreAwayException away) {
            return new StoreFacts(
                    "critical", "The store does not answer: nothing new starts, nothing is lost.", List.of());
        }
        String since = zone.moment(scene.awaySince(), scene.at()).text();
        return new StoreFacts(
                "critical", "The store is away since " + since + ": nothing new starts, nothing is lost.", List.of());
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

    private static Node node(NodeInfo node, Zone zone, long now) {
        int slots = node.slots().values().stream().mapToInt(Integer::intValue).sum();
        String pools = node.slots().entrySet().stream()
                .map(pool -> pool.getKey() + ":" + pool.getValue())
                .collect(Collectors.joining(" "));
        String glyph = switch (node.state()) {
            case "running" -> "right";
            case "lost" -> "critical";
            default -> "warning";
        };
        return new Node(
                node.host(),
                glyph,
                node.state(),
                pools,
                QueueRow.Meter.of(node.busy(), slots),
                Words.bytes(node.usedBytes()) + " of " + Words.bytes(node.maxBytes()),
                node.version(),
                zone.moment(node.startedAt(), now),
                zone.moment(node.lastSeenAt(), now));
    }

    private static RunningRow run(NodeInfo.RunningJob job, String host, Zone zone, long now) {
        String age = Words.duration(now - job.startedAt());
        return new RunningRow(job.id(), job.queue(), job.type(), host, age, zone.moment(job.startedAt(), now));
    }
}

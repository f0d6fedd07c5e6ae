package io.yardmaster.web.console.workers;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who works, on what, and how healthy is it? Quiets and stops workers. */
@Path("/workers")
@Blocking
public class WorkersPage implements LivePage {
    @Inject
    Lookout lookout;

    @Inject
    Frames frames;

    @Inject
    Viewer viewer;

    @CheckedTemplate(basePath = "workers")
    static class Templates {
        static native TemplateInstance workers(Frame frame, View view);

        static native TemplateInstance stop(Frame frame, WorkerRow worker);

        static native TemplateInstance noWorker(Frame frame);
    }

    @CheckedTemplate(basePath = "workers")
    static class Parts {
        static native TemplateInstance list(List<WorkerRow> workers);

        static native TemplateInstance running(List<WorkerRow.WorkedJob> running);
    }

    /** What the page shows. */
    public record View(List<WorkerRow> workers, List<WorkerRow.WorkedJob> running) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return Templates.workers(frames.of("Workers", "/workers", "/live/workers"), view(viewer.zone()));
    }

    /** What stopping a worker would do, before it is done. */
    @GET
    @Path("/{id}/stop")
    @Produces(MediaType.TEXT_HTML)
    public Response ask(@PathParam("id") String id) {
        Optional<WorkerRow> worker = view(viewer.zone()).workers().stream()
                .filter(row -> row.id().equals(id) && !row.isLost())
                .findFirst();
        return worker.isPresent()
                ? Response.ok(Templates.stop(frames.of("Stop a worker", "/workers"), worker.get()))
                        .build()
                : Response.status(404)
                        .entity(Templates.noWorker(frames.of("No such worker", "/workers")))
                        .build();
    }

    @Override
    public String name() {
        return "workers";
    }

    @Override
    public String key(Address address) {
        return "";
    }

    @Override
    public Map<String, String> parts(Address address) {
        View view = view(address.zone());
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("workers", Parts.list(view.workers()).render());
        parts.put("running", Parts.running(view.running()).render());
        return FrameParts.around(parts, lookout.scene(), address.zone());
    }

    private View view(Zone zone) {
        Scene scene = lookout.scene();
        List<NodeInfo> workers = scene.nodes().stream()
                .filter(node -> node.roles().contains("worker"))
                .toList();
        return new View(
                workers.stream()
                        .map(node -> WorkerRow.of(node, zone, scene.at()))
                        .toList(),
                workers.stream()
                        .flatMap(node -> WorkerRow.WorkedJob.of(node, zone, scene.at()).stream())
                        .toList());
    }
}

package io.yardmaster.web.api.cluster;

import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.node.StoreStatus;
import io.yardmaster.engine.node.StoreWatch;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells of the cluster: who works, what can be run, on which store. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ClusterResource {

    private final Nodes nodes;
    private final HandlerRegistry handlers;
    private final StoreWatch store;
    private final String version;

    ClusterResource(
            Nodes nodes,
            HandlerRegistry handlers,
            StoreWatch store,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.nodes = nodes;
        this.handlers = handlers;
        this.store = store;
        this.version = version;
    }

    /** What this server is. @param nodes nodes that are not lost */
    public record Info(String version, StoreInfo store, long nodes) {}

    /** What it keeps its jobs in. */
    public record StoreInfo(String mode, String version, String durability) {
        static StoreInfo of(StoreStatus status) {
            return new StoreInfo(status.mode(), status.version(), status.durability());
        }
    }

    @GET
    @Path("/info")
    public Info info(@Context UriInfo uri) {
        Query.none(uri);
        long live = nodes.all().stream().filter(node -> !node.lost()).count();
        return new Info(version, StoreInfo.of(store.status()), live);
    }

    @GET
    @Path("/workers")
    public Items<WorkerJson> workers(@Context UriInfo uri) {
        List<WorkerJson> workers = nodes.all().stream()
                .filter(ClusterResource::isWorker)
                .map(WorkerJson::of)
                .toList();
        return Items.of(workers, WorkerJson::id, Query.of(uri, "limit", "cursor"));
    }

    /** Lets a worker claim nothing more; what runs goes on. Answers at once: the worker hears of it within a second. */
    @POST
    @Path("/workers/{id}/quiet")
    public WorkerJson quiet(@PathParam("id") String id, @Context UriInfo uri, Body body) {
        return order(id, NodeInfo.Order.QUIET, uri, body);
    }

    /** Ends a worker in order, as SIGTERM does. */
    @POST
    @Path("/workers/{id}/stop")
    public WorkerJson stop(@PathParam("id") String id, @Context UriInfo uri, Body body) {
        return order(id, NodeInfo.Order.STOP, uri, body);
    }

    private WorkerJson order(String id, NodeInfo.Order order, UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        return WorkerJson.of(nodes.order(id, order));
    }

    @GET
    @Path("/job-types")
    public Items<JobTypeJson> jobTypes(@Context UriInfo uri) {
        List<JobTypeJson> types = handlers.all().stream().map(JobTypeJson::of).toList();
        return Items.of(types, JobTypeJson::type, Query.of(uri, "limit", "cursor"));
    }

    private static boolean isWorker(NodeInfo node) {
        return node.roles().contains("worker");
    }
}

package io.yardmaster.web.api.dead;

import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Bulk acts that go on in the background. */
@Path("/api/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {
    private final DeadJobs dead;

    OperationsResource(DeadJobs dead) {
        this.dead = dead;
    }

    @GET
    public Items<OperationJson> list(@Context UriInfo uri) {
        List<OperationJson> all =
                dead.operations().stream().map(OperationJson::of).toList();
        return Items.of(all, OperationJson::id, Query.of(uri, "limit", "cursor"));
    }

    @GET
    @Path("/{id}")
    public OperationJson one(@PathParam("id") String id, @Context UriInfo uri) {
        Query.none(uri);
        return dead.operation(id).map(OperationJson::of).orElseThrow(NotFoundException::new);
    }
}

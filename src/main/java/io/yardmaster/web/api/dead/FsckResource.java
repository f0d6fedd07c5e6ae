package io.yardmaster.web.api.dead;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.fsck.Fsck;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Set;

/** Checks the store, and repairs it where that is asked for. */
@Path("/api/v1/fsck")
@Produces(MediaType.APPLICATION_JSON)
public class FsckResource {
    private final Fsck fsck;

    FsckResource(Fsck fsck) {
        this.fsck = fsck;
    }

    @POST
    public Response check(@Context UriInfo uri, @Context RoutingContext request, Body body) {
        Query.none(uri);
        boolean[] repair = {false};
        Fields.read(body, Set.of("repair"), Set.of(), (name, in) -> repair[0] = Boolean.TRUE.equals(in.bool()));
        Operation begun = fsck.begin(repair[0], Caller.of(request).actor());
        return Response.accepted(Map.of("operation", OperationJson.of(begun)))
                .header("Location", "/api/v1/operations/" + begun.id())
                .build();
    }
}

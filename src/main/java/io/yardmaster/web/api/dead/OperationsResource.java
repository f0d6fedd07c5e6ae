package io.yardmaster.web.api.dead;

import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.OperationRecords;
import io.yardmaster.engine.operation.Undoing;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;

/** Bulk acts that go on in the background. */
@Path("/api/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {
    private final OperationRecords records;
    private final Undoing undoing;

    OperationsResource(OperationRecords records, Undoing undoing) {
        this.records = records;
        this.undoing = undoing;
    }

    @GET
    public Items<OperationJson> list(@Context UriInfo uri) {
        List<OperationJson> all = records.all().stream().map(OperationJson::of).toList();
        return Items.of(all, OperationJson::id, Query.of(uri, "limit", "cursor"));
    }

    @GET
    @Path("/{id}")
    public OperationJson one(@PathParam("id") String id, @Context UriInfo uri) {
        Query.none(uri);
        return records.one(id).map(OperationJson::of).orElseThrow(NotFoundException::new);
    }

    /** 202 while it still ends its slice, 200 once it is cancelled; one that ended otherwise first is 409. */
    @POST
    @Path("/{id}/cancel")
    public Response cancel(@PathParam("id") String id, @Context UriInfo uri) {
        Query.none(uri);
        Operation operation = records.cancel(id).orElseThrow(NotFoundException::new);
        return switch (operation.state()) {
            case RUNNING -> Response.accepted(OperationJson.of(operation)).build();
            case CANCELLED -> Response.ok(OperationJson.of(operation)).build();
            case DONE, FAILED, UNDONE -> ended(operation);
        };
    }

    /** What came of an undo. @param undone jobs that came back */
    public record Undone(long undone) {}

    /** 409 while it runs, when it is final, and after 15 minutes; a second call answers as the first. */
    @POST
    @Path("/{id}/undo")
    public Response undo(@PathParam("id") String id, @Context UriInfo uri) {
        Query.none(uri);
        Operation asked = records.one(id).orElseThrow(NotFoundException::new);
        try {
            Operation undone = undoing.undo(id).orElseThrow(NotFoundException::new);
            return Response.ok(new Undone(undone.undo().undone())).build();
        } catch (Operation.NotUndoableException refused) {
            return conflict(refused.getMessage(), asked);
        }
    }

    private static Response ended(Operation operation) {
        return conflict("the operation is " + word(operation), operation);
    }

    private static String word(Operation operation) {
        return operation.state().name().toLowerCase(Locale.ROOT);
    }

    private static Response conflict(String why, Operation operation) {
        Problem problem = Problem.of(409, why).with("state", word(operation));
        return Response.status(409)
                .type(Problem.MEDIA_TYPE)
                .entity(problem.json())
                .build();
    }
}

package io.yardmaster.web.api.selections;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.bulk.Selection;
import io.yardmaster.engine.bulk.Selection.SelectionPreview;
import io.yardmaster.engine.bulk.Selections;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.api.dead.OperationJson;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.api.selections.SelectionReader.Asked;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Retries, cancels or deletes many jobs of one state: those that are named, or all that fit. */
@Path("/api/v1/selections/{verb}")
@Produces(MediaType.APPLICATION_JSON)
public class SelectionsResource {
    private final Selections selections;
    private final InstantSource clock;

    SelectionsResource(Selections selections, InstantSource clock) {
        this.selections = selections;
        this.clock = clock;
    }

    /** How many jobs of a queue. */
    record QueueCount(String queue, long count) {}

    /** Jobs that would be left out, and why. */
    record LeftOut(String reason, long count) {}

    /** What would be done. @param asOf to be sent along to act on just that */
    record DryRun(long matched, List<QueueCount> queues, List<LeftOut> notEligible, List<JobView> samples, At asOf) {
        static DryRun of(SelectionPreview preview, long asOf) {
            return new DryRun(
                    preview.matched(),
                    preview.queues().entrySet().stream()
                            .map(one -> new QueueCount(one.getKey(), one.getValue()))
                            .toList(),
                    preview.excluded().entrySet().stream()
                            .map(one -> new LeftOut(one.getKey(), one.getValue()))
                            .toList(),
                    preview.samples(),
                    At.of(asOf));
        }
    }

    @POST
    public Response act(
            @PathParam("verb") String word, @Context UriInfo uri, @Context RoutingContext request, Body body) {
        Query.none(uri); // dryRun stands in the body; unseen here it would act in earnest
        JobVerb verb = JobVerb.of(word).filter(Selection.VERBS::contains).orElseThrow(NotFoundException::new);
        Asked asked = SelectionReader.of(verb, body, clock.millis());
        Selection selection = asked.selection();
        if (asked.dryRun()) {
            return Response.ok(DryRun.of(selections.preview(selection), selection.until()))
                    .build();
        }
        return answer(verb, selections.run(selection, null, Caller.of(request).actor()));
    }

    private static Response answer(JobVerb verb, List<Operation> operations) {
        boolean goesOn = operations.stream().anyMatch(one -> one.state() == Operation.State.RUNNING);
        return Response.status(goesOn ? 202 : 200)
                .entity(Map.of(
                        verb.done(),
                        sum(operations, Operation::done),
                        "failed",
                        sum(operations, Operation::failed),
                        "operations",
                        operations.stream().map(OperationJson::of).toList()))
                .build();
    }

    private static long sum(List<Operation> operations, ToLongFunction<Operation> count) {
        return operations.stream().mapToLong(count).sum();
    }
}

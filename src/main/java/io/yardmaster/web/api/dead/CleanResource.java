package io.yardmaster.web.api.dead;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.bulk.Cleaning;
import io.yardmaster.job.JobState;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;

/** Removes the jobs of one state of a queue. */
@Path("/api/v1/queues/{name}/clean")
@Produces(MediaType.APPLICATION_JSON)
public class CleanResource {
    private final Cleaning cleaning;

    CleanResource(Cleaning cleaning) {
        this.cleaning = cleaning;
    }

    @POST
    public Response clean(
            @PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request, Body body) {
        Query.none(uri); // dryRun stands in the body; unseen here it would remove in earnest
        String queue = Named.queue(name);
        Asked asked = Asked.of(body);
        Cleaning.Which which = new Cleaning.Which(queue, asked.state, asked.olderThanMs);
        if (asked.dryRun) {
            return Response.ok(Preview.of(cleaning.preview(which))).build();
        }
        return DeadResource.answer(
                "cleaned", cleaning.clean(which, Caller.of(request).actor()));
    }

    /** What a caller asks for. */
    private static final class Asked {
        private static final Set<String> KNOWN = Set.of("state", "olderThanMs", "dryRun");
        private static final String STATE_RULE = "must be waiting, scheduled, retrying, completed, dead or cancelled";

        private JobState state;
        private Long olderThanMs;
        private boolean dryRun;

        static Asked of(Body body) {
            Asked asked = new Asked();
            JsonReader in = new JsonReader(body.text(Body.LARGEST));
            return in.whole(() -> asked.read(in));
        }

        private Asked read(JsonReader in) {
            if (in.object(KNOWN, Set.of(), name -> member(name, in)) && !in.isWrong()) {
                require(in, state, "/state");
                require(in, olderThanMs, "/olderThanMs");
            }
            return this;
        }

        private static void require(JsonReader in, Object value, String pointer) {
            if (value == null) {
                in.note(pointer, "is required");
            }
        }

        private void member(String name, JsonReader in) {
            switch (name) {
                case "state" -> state = state(in.string(Asked::isState, STATE_RULE));
                case "olderThanMs" -> olderThanMs = in.integer(0, Long.MAX_VALUE);
                default -> dryRun = Boolean.TRUE.equals(in.bool());
            }
        }

        private static JobState state(String word) {
            return word == null ? null : JobState.of(word).orElseThrow();
        }

        private static boolean isState(String word) {
            return JobState.of(word).filter(Cleaning.STATES::contains).isPresent();
        }
    }
}

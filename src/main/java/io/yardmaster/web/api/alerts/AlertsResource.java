package io.yardmaster.web.api.alerts;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.insight.alert.Alert;
import io.yardmaster.insight.alert.Alerts;
import io.yardmaster.insight.alert.Alerts.Shown;
import io.yardmaster.web.access.session.Caller;
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
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at alerts, newest first, and acknowledges them. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
public class AlertsResource {
    private final Alerts alerts;

    AlertsResource(Alerts alerts) {
        this.alerts = alerts;
    }

    @GET
    public Items<AlertJson> list(@Context UriInfo uri) {
        Query query = Query.of(uri, "state", "limit", "cursor");
        Alert.State state = query.text("state").map(AlertsResource::state).orElse(null);
        List<Shown> found = alerts.newest(state, below(query), query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Shown> page = more ? found.subList(0, query.limit()) : found;
        return new Items<>(
                page.stream().map(AlertJson::of).toList(),
                more ? Long.toString(page.getLast().number()) : null);
    }

    @POST
    @Path("/{id}/acknowledge")
    public AlertJson acknowledge(
            @PathParam("id") String id, @Context UriInfo uri, @Context RoutingContext context, Body body) {
        Query.none(uri);
        Fields.none(body);
        Caller caller = Caller.of(context);
        return AlertJson.of(alerts.acknowledge(id, caller == null ? null : caller.name()));
    }

    private static Alert.State state(String word) {
        return Stream.of(Alert.State.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Query.wrong("state", "must be pending, firing or resolved"));
    }

    /** The number that a cursor holds; null for the first page. */
    static Long below(Query query) {
        return Optional.ofNullable(query.cursor())
                .map(cursor -> {
                    if (!cursor.matches("[0-9]{1,18}")) {
                        throw Query.wrong("cursor", "does not point at anything: begin again without it");
                    }
                    return Long.valueOf(cursor);
                })
                .orElse(null);
    }
}

package io.yardmaster.web.api.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.access.session.SessionCookies;
import io.yardmaster.web.access.session.Sessions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;

/** The live stream, for one reader. */
@Path("/api/v1/events")
public class LiveResource {
    private final EventStream stream;
    private final Sessions sessions;

    LiveResource(EventStream stream, Sessions sessions) {
        this.stream = stream;
        this.sessions = sessions;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context RoutingContext context, @Context Sse sse) {
        HttpServerRequest request = context.request();
        Optional<String> session = SessionCookies.of(request);
        boolean bySession = session.isPresent() && request.getHeader("Authorization") == null;
        Multi<LiveEvent> events = bySession ? whileSignedIn(session.get()) : stream.events();
        return events.map(event -> write(event, sse));
    }

    /** Every sign of life asks whether the session still holds. */
    private Multi<LiveEvent> whileSignedIn(String session) {
        return stream.events()
                .onItem()
                .transformToUniAndConcatenate(event -> event == LiveEvent.BEAT
                        ? holds(session)
                        : Uni.createFrom().item(event))
                .select()
                .first(event -> event != LiveEvent.END);
    }

    private Uni<LiveEvent> holds(String session) {
        return Uni.createFrom()
                .completionStage(() -> sessions.of(session).toCompletionStage())
                .map(caller -> caller.isPresent() ? LiveEvent.BEAT : LiveEvent.END);
    }

    private static OutboundSseEvent write(LiveEvent event, Sse sse) {
        if (event.name() == null) {
            return sse.newEventBuilder().comment("alive").build();
        }
        return sse.newEventBuilder().name(event.name()).data(event.data()).build();
    }
}

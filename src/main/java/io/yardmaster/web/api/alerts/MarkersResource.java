package io.yardmaster.web.api.alerts;

import io.yardmaster.insight.marker.Markers;
import io.yardmaster.insight.marker.Markers.Marker;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Sets deploy markers and lists them, newest first. */
@Path("/api/v1/markers")
@Produces(MediaType.APPLICATION_JSON)
public class MarkersResource {
    private static final long DAY_MS = 86_400_000;

    private final Markers markers;
    private final InstantSource clock;

    MarkersResource(Markers markers, InstantSource clock) {
        this.markers = markers;
        this.clock = clock;
    }

    /** A marker as the API writes it. */
    public record MarkerJson(At at, String label) {
        static MarkerJson of(Marker marker) {
            return new MarkerJson(At.of(marker.at()), marker.label());
        }
    }

    /** Markers, newest first, at most a thousand. */
    public record MarkerList(List<MarkerJson> items, String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(@Context UriInfo uri, Body body) {
        Query.none(uri);
        MarkerReader wanted = MarkerReader.of(body);
        MarkerJson answer = MarkerJson.of(markers.set(wanted.label, wanted.at));
        return Response.status(Response.Status.CREATED).entity(answer).build();
    }

    @GET
    public MarkerList list(@Context UriInfo uri) {
        Query query = Query.of(uri, "from", "to", "limit", "cursor");
        long to = query.instant("to", clock.millis());
        long from = query.instant("from", to - DAY_MS);
        if (from > to) {
            throw Query.wrong("from", "must not be after to");
        }
        long end = query.cursor() == null ? to : query.instant("cursor", to);
        List<Marker> found = markers.between(from, end, query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Marker> page = more ? found.subList(0, query.limit()) : found;
        return new MarkerList(
                page.stream().map(MarkerJson::of).toList(),
                more ? new At(page.getLast().at() - 1).text() : null);
    }

    /** Reads what a marker is to be. */
    private static final class MarkerReader {
        private final JsonReader in;
        private boolean labelled;
        private String label;
        private Long at;

        private MarkerReader(JsonReader in) {
            this.in = in;
        }

        static MarkerReader of(Body body) {
            MarkerReader reader = new MarkerReader(new JsonReader(body.text(Body.LARGEST)));
            reader.in.whole(() -> {
                if (reader.in.object(Set.of("label", "at"), Set.of(), reader::member) && !reader.labelled) {
                    reader.in.note("/label", "is required");
                }
                return null;
            });
            return reader;
        }

        private void member(String name) {
            if (name.equals("at")) {
                at = At.read(in);
                return;
            }
            labelled = true;
            label = in.string(
                    MarkerReader::isLabel,
                    "must be a string of 1 to " + Markers.LONGEST_LABEL
                            + " characters, not only blanks, none of them a control character");
        }

        private static boolean isLabel(String text) {
            return !text.isBlank()
                    && text.length() <= Markers.LONGEST_LABEL
                    && text.chars().noneMatch(Character::isISOControl);
        }
    }
}

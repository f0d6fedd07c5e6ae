package io.yardmaster.web.api.queues;

import io.yardmaster.engine.queues.QueueTuning;
import io.yardmaster.job.queue.QueueMode;
import io.yardmaster.job.queue.Routes;
import io.yardmaster.job.queue.Routes.Route;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is set of the whole cluster: how queues share slots, and where jobs go by their type. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {
    private static final String MODE_RULE = "must be weighted or strict";
    private static final String PATTERN_RULE = "must be 1 to 128 characters of A-Z a-z 0-9 . _ - and * for any of them";
    private static final String NAME_RULE =
            "must be 1 to 128 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit";

    private final QueueTuning tuning;

    SettingsResource(QueueTuning tuning) {
        this.tuning = tuning;
    }

    /** What is set of the cluster, as the API writes it. */
    public record SettingsJson(String queueMode) {}

    @GET
    @Path("/settings")
    public SettingsJson settings(@Context UriInfo uri) {
        Query.none(uri);
        return new SettingsJson(tuning.mode().word());
    }

    @PATCH
    @Path("/settings")
    @Consumes(MediaType.APPLICATION_JSON)
    public SettingsJson change(@Context UriInfo uri, Body body) {
        Query.none(uri);
        QueueMode mode = mode(new JsonReader(body.text(Body.LARGEST)));
        if (mode != null) {
            tuning.share(mode);
        }
        return settings(uri);
    }

    /** Null where nothing is said of it. */
    private static QueueMode mode(JsonReader in) {
        QueueMode[] said = {null};
        in.whole(() -> in.object(
                Set.of("queueMode"),
                Set.of(),
                name -> said[0] = QueueMode.of(
                                in.string(word -> QueueMode.of(word).isPresent(), MODE_RULE))
                        .orElse(null)));
        return said[0];
    }

    @GET
    @Path("/routes")
    public List<Route> routes(@Context UriInfo uri) {
        Query.none(uri);
        return tuning.routes().routes();
    }

    @PUT
    @Path("/routes")
    @Consumes(MediaType.APPLICATION_JSON)
    public List<Route> route(@Context UriInfo uri, Body body) {
        Query.none(uri);
        tuning.route(new Routes(new RouteReader(new JsonReader(body.text(Body.LARGEST))).all()));
        return routes(uri);
    }

    /** Reads routes, all or none. */
    private static final class RouteReader {
        private final JsonReader in;
        private final List<Route> all = new ArrayList<>();
        private final Set<String> patterns = new HashSet<>();
        private int items;
        private String pattern;
        private String queue;

        RouteReader(JsonReader in) {
            this.in = in;
        }

        List<Route> all() {
            in.whole(() -> in.array(this::item));
            return all;
        }

        private void item() {
            pattern = null;
            queue = null;
            if (items++ == Routes.MOST) {
                in.note("", "is one too many: at most " + Routes.MOST + " routes are kept");
            }
            if (!in.object(Set.of("pattern", "queue"), Set.of(), this::member) || in.isWrong()) {
                return;
            }
            if (pattern == null || queue == null) {
                in.note(pattern == null ? "/pattern" : "/queue", "is required");
            } else if (!patterns.add(pattern)) {
                in.note("/pattern", "is there twice, and only the first would count");
            } else {
                all.add(new Route(pattern, queue));
            }
        }

        private void member(String name) {
            if (name.equals("pattern")) {
                pattern = in.string(Routes::isPattern, PATTERN_RULE);
            } else {
                queue = in.string(Name::isName, NAME_RULE);
            }
        }
    }
}

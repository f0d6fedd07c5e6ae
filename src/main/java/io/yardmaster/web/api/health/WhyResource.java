package io.yardmaster.web.api.health;

import io.yardmaster.insight.health.HealthReader;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Why a job does not run. */
@Path("/api/v1/jobs/{id}/why")
@Produces(MediaType.APPLICATION_JSON)
public class WhyResource {
    private final HealthReader health;

    WhyResource(HealthReader health) {
        this.health = health;
    }

    @GET
    public WhyJson why(@PathParam("id") String id, @Context UriInfo uri) {
        String queue = Query.of(uri, "queue").name("queue");
        return WhyJson.of(health.why(queue, Named.job(id)));
    }
}

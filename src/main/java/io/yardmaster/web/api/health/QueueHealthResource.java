package io.yardmaster.web.api.health;

import io.yardmaster.insight.health.HealthReader;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Named;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** What is wrong with one queue. */
@Path("/api/v1/queues/{name}/health")
@Produces(MediaType.APPLICATION_JSON)
public class QueueHealthResource {
    private final HealthReader health;

    QueueHealthResource(HealthReader health) {
        this.health = health;
    }

    @GET
    public Items<HealthJson> queue(@PathParam("name") String name, @Context UriInfo uri) {
        Query query = Query.of(uri, "limit", "cursor");
        return HealthResource.list(health.of(Named.queue(name)), query);
    }
}

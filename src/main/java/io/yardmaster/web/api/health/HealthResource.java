package io.yardmaster.web.api.health;

import io.yardmaster.insight.health.HealthFact;
import io.yardmaster.insight.health.HealthReader;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** What is wrong anywhere. */
@Path("/api/v1/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private final HealthReader health;

    HealthResource(HealthReader health) {
        this.health = health;
    }

    @GET
    public Items<HealthJson> all(@Context UriInfo uri) {
        return list(health.all(), Query.of(uri, "limit", "cursor"));
    }

    /** A page of facts. A kind of fact stands once a queue, so both name it. */
    static Items<HealthJson> list(List<HealthFact> facts, Query query) {
        List<HealthJson> items = facts.stream().map(HealthJson::of).toList();
        return Items.of(items, fact -> fact.code() + ":" + fact.queue(), query);
    }
}

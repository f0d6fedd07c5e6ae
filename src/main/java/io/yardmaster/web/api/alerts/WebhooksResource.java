package io.yardmaster.web.api.alerts;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.webhook.Deliveries;
import io.yardmaster.engine.webhook.Deliveries.Entry;
import io.yardmaster.engine.webhook.Webhook;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.engine.webhook.Webhooks.Saved;
import io.yardmaster.job.Role;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.api.alerts.WebhookJson.DeliveryJson;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.problem.BadInputException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Makes, looks at and tries webhooks. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhooksResource {
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final AddressRules addresses;
    private final InstantSource clock;

    WebhooksResource(Webhooks webhooks, Deliveries deliveries, AddressRules addresses, InstantSource clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.clock = clock;
    }

    @GET
    public Items<WebhookJson> list(@Context UriInfo uri, @Context RoutingContext context) {
        Items<Webhook> page = Items.of(webhooks.all(), Webhook::name, Query.of(uri, "limit", "cursor"));
        boolean admin = isAdmin(context);
        return new Items<>(
                page.items().stream()
                        .map(one -> WebhookJson.of(one, admin, clock.millis()))
                        .toList(),
                page.nextCursor());
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        if (!Name.isName(name) || name.length() > Webhook.LONGEST_NAME) {
            throw new BadInputException(
                    "/name",
                    "must be 1 to " + Webhook.LONGEST_NAME
                            + " characters of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
        Saved written = webhooks.put(name, WebhookReader.of(body, addresses));
        WebhookJson answer = WebhookJson.of(written, clock.millis());
        return written.created()
                ? Response.created(URI.create("/api/v1/webhooks/" + name))
                        .entity(answer)
                        .build()
                : Response.ok(answer).build();
    }

    @GET
    @Path("/{name}")
    public WebhookJson one(@PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext context) {
        Query.none(uri);
        return WebhookJson.of(webhooks.one(known(name)), isAdmin(context), clock.millis());
    }

    @DELETE
    @Path("/{name}")
    public void delete(@PathParam("name") String name, @Context UriInfo uri) {
        Query.none(uri);
        webhooks.delete(known(name));
    }

    @POST
    @Path("/{name}/rotate-secret")
    public WebhookJson rotate(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        return WebhookJson.of(webhooks.rotate(known(name)), clock.millis());
    }

    @POST
    @Path("/{name}/test")
    public Response test(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        return Response.accepted(Map.of("id", deliveries.test(known(name)))).build();
    }

    @GET
    @Path("/{name}/deliveries")
    public Items<DeliveryJson> deliveries(
            @PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext context) {
        Query query = Query.of(uri, "limit", "cursor");
        List<Entry> found = deliveries.log(known(name), AlertsResource.below(query), query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Entry> page = more ? found.subList(0, query.limit()) : found;
        boolean admin = isAdmin(context);
        return new Items<>(
                page.stream()
                        .map(entry -> DeliveryJson.of(entry.attempt(), admin))
                        .toList(),
                more ? Long.toString(page.getLast().number()) : null);
    }

    @POST
    @Path("/{name}/deliveries/{id}/resend")
    public Response resend(
            @PathParam("name") String name, @PathParam("id") String id, @Context UriInfo uri, Body body) {
        Query.none(uri);
        Fields.none(body);
        deliveries.resend(known(name), id);
        return Response.accepted(Map.of("id", id)).build();
    }

    private static String known(String name) {
        return Text.cut(name, Name.LONGEST);
    }

    private static boolean isAdmin(RoutingContext context) {
        Caller caller = Caller.of(context);
        return caller != null && caller.role().covers(Role.ADMIN);
    }
}

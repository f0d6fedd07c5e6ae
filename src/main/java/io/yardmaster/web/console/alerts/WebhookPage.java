package io.yardmaster.web.console.alerts;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.webhook.Deliveries;
import io.yardmaster.engine.webhook.Deliveries.Attempted;
import io.yardmaster.engine.webhook.UnknownWebhookException;
import io.yardmaster.engine.webhook.Webhook;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.job.Role;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.alerts.AlertsPage.Around;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One webhook: what was sent to it and what it answered, and its form. */
@Path("/alerts/webhooks/{name}")
@Produces(MediaType.TEXT_HTML)
public class WebhookPage {
    private static final int MOST = 50;

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Frames frames;
    private final Around around;

    WebhookPage(Webhooks webhooks, Deliveries deliveries, Frames frames, Around around) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.frames = frames;
        this.around = around;
    }

    @CheckedTemplate(basePath = "alerts")
    static class Templates {
        static native TemplateInstance webhook(Frame frame, Sheet sheet);
    }

    /** The page. @param rotates until when the secret before signs too; null @param form null for those who may not change it */
    public record Sheet(
            Webhook webhook, String address, Zone.Moment rotates, List<AttemptRow> attempts, WebhookForm.Typed form) {}

    /** An attempt. @param came what the receiver answered, in words @param answer for admins only; null */
    public record AttemptRow(
            String id,
            Zone.Moment at,
            String event,
            String came,
            boolean failed,
            String took,
            Zone.Moment next,
            String answer) {}

    @GET
    public Response one(RoutingContext context, @PathParam("name") String name) {
        return around.away().answerUnless(name, AlertsPage.PATH, () -> {
            try {
                Webhook webhook = webhooks.one(Text.cut(name, 128));
                return Response.ok(page(context, webhook, WebhookForm.of(webhook)))
                        .build();
            } catch (UnknownWebhookException gone) {
                return Answer.seeOther(context, AlertsPage.PATH, Toast.of("That webhook is gone.", "These are there."));
            }
        });
    }

    @POST
    @Path("/test")
    public Response test(RoutingContext context, @PathParam("name") String name) {
        return act(context, name, () -> {
            deliveries.test(name);
            return Toast.of("A test is on its way to " + name + ".", "Its answer stands below in a moment.");
        });
    }

    @POST
    @Path("/resend/{id}")
    public Response resend(RoutingContext context, @PathParam("name") String name, @PathParam("id") String id) {
        return act(context, name, () -> {
            deliveries.resend(name, id);
            return Toast.of("Sent again to " + name + ".", "Its answer stands below in a moment.");
        });
    }

    @POST
    @Path("/rotate")
    public Response rotate(RoutingContext context, @PathParam("name") String name) {
        return around.away().answerUnless(name, AlertsPage.PATH, () -> {
            try {
                var written = webhooks.rotate(name);
                var form = WebhookForm.of(written.webhook()).made(written.made());
                return Response.ok(page(context, written.webhook(), form)).build();
            } catch (UnknownWebhookException gone) {
                return Answer.seeOther(context, AlertsPage.PATH, Toast.of("That webhook is gone.", ""));
            }
        });
    }

    @POST
    @Path("/delete")
    public Response delete(RoutingContext context, @PathParam("name") String name) {
        return Answer.to(context, AlertsPage.PATH, AlertsPage.PATH, "Not deleted", () -> {
            try {
                webhooks.delete(name);
                return Toast.of("Deleted the webhook " + name + ".", "What was on its way to it is not sent.");
            } catch (UnknownWebhookException gone) {
                return Toast.of("Not deleted:", "there is no such webhook.");
            }
        });
    }

    private static Response act(RoutingContext context, String name, Supplier<Toast> act) {
        String page = "/alerts/webhooks/" + name;
        return Answer.to(context, page, AlertsPage.PATH, "Not sent", () -> {
            try {
                return act.get();
            } catch (UnknownWebhookException gone) {
                return Toast.of("Not sent:", gone.getMessage() + ".");
            }
        });
    }

    /** The page of one. */
    TemplateInstance page(RoutingContext context, Webhook webhook, WebhookForm.Typed form) {
        Zone zone = around.viewer().zone();
        long now = around.clock().millis();
        Caller caller = Caller.of(context);
        boolean admin = caller != null && caller.role().covers(Role.ADMIN);
        List<AttemptRow> rows = deliveries.log(webhook.name(), null, MOST).stream()
                .map(entry -> row(entry.attempt(), admin, zone, now))
                .toList();
        Long until = webhook.secrets().stream()
                .map(Webhook.Signer::until)
                .filter(end -> end != null && end > now)
                .max(Long::compare)
                .orElse(null);
        Sheet sheet = new Sheet(
                webhook,
                admin ? webhook.url() : shortened(webhook.url()),
                until == null ? null : zone.moment(until, now),
                rows,
                admin ? form : null);
        return Templates.webhook(frames.of(webhook.name(), AlertsPage.PATH), sheet);
    }

    private static AttemptRow row(Attempted attempt, boolean admin, Zone zone, long now) {
        String came = attempt.error() == null
                ? attempt.status() == null ? "taken" : "answered " + attempt.status()
                : attempt.error();
        return new AttemptRow(
                attempt.id(),
                zone.moment(attempt.at(), now),
                Map.of("alert.firing", "firing", "alert.resolved", "resolved")
                                .getOrDefault(attempt.event(), attempt.event())
                        + (attempt.attempt() > 1 ? ", attempt " + attempt.attempt() : ""),
                came,
                attempt.error() != null,
                Words.duration(attempt.durationMs()),
                attempt.nextAttemptAt() == null || attempt.nextAttemptAt() < now
                        ? null
                        : zone.moment(attempt.nextAttemptAt(), now),
                admin ? attempt.answer() : null);
    }

    /** The address without its path: the addresses of some services are secrets themselves. */
    static String shortened(String url) {
        URI uri = URI.create(url);
        return uri.getHost() == null ? "mailto:…" : uri.getScheme() + "://" + uri.getHost() + "/…";
    }
}

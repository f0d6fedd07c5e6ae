package io.yardmaster.web.console.alerts;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.webhook.TooManyWebhooksException;
import io.yardmaster.engine.webhook.Webhook;
import io.yardmaster.engine.webhook.Webhook.Format;
import io.yardmaster.engine.webhook.WebhookSecret;
import io.yardmaster.engine.webhook.WebhookUrl;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.engine.webhook.Webhooks.Wanted;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.alerts.AlertsPage.Around;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;

/** The form of a webhook, new or not. The secret that was made is shown once, on the page that answers. */
@Path("/alerts/new-webhook")
@Produces(MediaType.TEXT_HTML)
public class WebhookForm {
    private final Webhooks webhooks;
    private final AddressRules addresses;
    private final WebhookPage page;
    private final Frames frames;
    private final Around around;

    WebhookForm(Webhooks webhooks, AddressRules addresses, WebhookPage page, Frames frames, Around around) {
        this.webhooks = webhooks;
        this.addresses = addresses;
        this.page = page;
        this.frames = frames;
        this.around = around;
    }

    @CheckedTemplate(basePath = "alerts")
    static class Templates {
        static native TemplateInstance newWebhook(Frame frame, Typed form);
    }

    /** What was typed. @param made a secret that is shown once; empty when none was made */
    public record Typed(
            String name, String url, String format, boolean enabled, Map<String, String> wrong, String made) {
        /** Null when nothing is wrong with the field. */
        public String fault(String field) {
            return wrong.get(field);
        }

        Typed made(String secret) {
            return new Typed(name, url, format, enabled, wrong, secret == null ? "" : secret);
        }
    }

    static Typed of(Webhook webhook) {
        String format = webhook.format().word();
        return new Typed(webhook.name(), webhook.url(), format, webhook.enabled(), Map.of(), "");
    }

    @GET
    public Response create() {
        Typed first = new Typed("", "", "standard", true, Map.of(), "");
        return around.away()
                .unless(
                        "New webhook",
                        AlertsPage.PATH,
                        () -> Templates.newWebhook(frames.of("New webhook", AlertsPage.PATH), first));
    }

    /** Makes or changes one. */
    @POST
    public Response save(
            RoutingContext context,
            @RestForm String name,
            @RestForm String url,
            @RestForm String format,
            @RestForm String secret,
            @RestForm String enabled) {
        return around.away().answerUnless("Webhook", AlertsPage.PATH, () -> {
            Typed typed = typed(text(name), text(url), text(format), text(secret), "on".equals(enabled));
            if (!typed.wrong().isEmpty()) {
                return Response.status(422)
                        .entity(Templates.newWebhook(frames.of("New webhook", AlertsPage.PATH), typed))
                        .build();
            }
            Format wanted = typed.format().equals("slack") ? Format.SLACK : Format.STANDARD;
            String given = text(secret).isEmpty() ? null : text(secret);
            try {
                var written = webhooks.put(typed.name(), new Wanted(typed.url(), wanted, given, typed.enabled()));
                if (written.made() == null) {
                    Toast saved = Toast.of("Saved the webhook " + typed.name() + ".", "");
                    return Answer.seeOther(context, "/alerts/webhooks/" + typed.name(), saved);
                }
                Typed made = of(written.webhook()).made(written.made());
                return Response.ok(page.page(context, written.webhook(), made)).build();
            } catch (TooManyWebhooksException full) {
                return Answer.seeOther(context, AlertsPage.PATH, Toast.of("Not saved:", full.getMessage() + "."));
            }
        });
    }

    private Typed typed(String name, String url, String format, String secret, boolean enabled) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (!Name.isName(name) || name.length() > Webhook.LONGEST_NAME) {
            wrong.put("name", "1 to " + Webhook.LONGEST_NAME + " characters of A-Z a-z 0-9 . _ -.");
        }
        String fault = WebhookUrl.fault(url, addresses);
        if (fault != null) {
            wrong.put("url", "It " + fault + ".");
        }
        if (!secret.isEmpty() && !WebhookSecret.isSecret(secret)) {
            wrong.put("secret", "whsec_ and the base64 of 24 to 64 bytes.");
        }
        return new Typed(name, url, format, enabled, wrong, "");
    }

    private static String text(String given) {
        return given == null ? "" : Text.cut(given.strip(), WebhookUrl.LONGEST + 1);
    }
}

package io.yardmaster.handlers.demo;

import io.vertx.core.http.HttpServerRequest;
import io.yardmaster.engine.handler.HandlerNotes;
import io.yardmaster.engine.webhook.Webhook.Format;
import io.yardmaster.engine.webhook.WebhookSecret;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.engine.webhook.Webhooks.Wanted;
import io.yardmaster.insight.alert.AlertMetric;
import io.yardmaster.insight.alert.AlertRule;
import io.yardmaster.insight.alert.AlertRules;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.job.text.Text;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/** Hears of the demo's alerts: a receiver of webhooks whose log the System page shows, and the rule that makes news. */
@Singleton
class DemoReceiver {
    static final String PATH = "/alerts";
    private static final Logger LOG = Logger.getLogger(DemoReceiver.class);
    private static final String NAME = "demo-receiver";
    private static final int MOST_LINES = 10;
    private static final int LONGEST_LINE = 300;

    private final Webhooks webhooks;
    private final AlertRules rules;
    private final HandlerNotes notes;
    private volatile String secret = "";

    DemoReceiver(Webhooks webhooks, AlertRules rules, HandlerNotes notes) {
        this.webhooks = webhooks;
        this.rules = rules;
        this.notes = notes;
    }

    /** Makes the webhook with a new secret, and the rule that fires while payments fail and is resolved soon after. */
    void begin(String address) {
        secret = WebhookSecret.make();
        webhooks.put(NAME, new Wanted(address + PATH, Format.STANDARD, secret, true));
        AlertRule.Scope scope = new AlertRule.Scope(AlertMetric.ERROR_RATE, "payments", null);
        AlertRule.Limit limit = new AlertRule.Limit(true, 0.3, 5, 0);
        AlertRule.Telling telling = new AlertRule.Telling(Severity.CRITICAL, List.of(NAME));
        rules.put(new AlertRule("payments-failing", scope, limit, 30_000, telling, true));
    }

    /** Takes a delivery, and says whether its signature is good. */
    void hear(HttpServerRequest request) {
        request.body().onSuccess(bytes -> {
            String body = bytes.toString(StandardCharsets.UTF_8);
            boolean genuine = isGenuine(request, body);
            String line = request.getHeader("webhook-id") + (genuine ? ": " : ", not signed by this server: ") + body;
            LOG.infof("demo receiver: %s", Text.cut(line, LONGEST_LINE));
            notes.pass(new HandlerNotes.Note(!genuine, NAME, Text.cut(line, LONGEST_LINE)), MOST_LINES);
            request.response().setStatusCode(genuine ? 204 : 401).end();
        });
    }

    private boolean isGenuine(HttpServerRequest request, String body) {
        String id = request.getHeader("webhook-id");
        String seconds = request.getHeader("webhook-timestamp");
        String given = request.getHeader("webhook-signature");
        if (id == null || given == null || seconds == null || !seconds.matches("[0-9]{1,12}")) {
            return false;
        }
        String wanted = WebhookSecret.sign(List.of(secret), id, Long.parseLong(seconds), body);
        return List.of(given.split(" ")).contains(wanted);
    }
}

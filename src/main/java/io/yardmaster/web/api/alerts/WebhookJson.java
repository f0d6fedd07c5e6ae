package io.yardmaster.web.api.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.yardmaster.engine.webhook.Deliveries.Attempted;
import io.yardmaster.engine.webhook.Webhook;
import io.yardmaster.engine.webhook.Webhook.Signer;
import io.yardmaster.engine.webhook.Webhooks.Saved;
import io.yardmaster.web.api.request.At;
import java.net.URI;

/**
 * A webhook as the API writes it.
 *
 * @param url whole for admins only: the addresses of some services are secrets themselves
 * @param secret only in the answer that made it
 * @param rotatesUntil until when the secret before signs too; null when it does not
 * @param note why the server disabled it; null when it did not
 */
public record WebhookJson(
        String name,
        String url,
        String format,
        boolean enabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        At rotatesUntil,
        String note) {
    static WebhookJson of(Saved written, long now) {
        return of(written.webhook(), written.made(), true, now);
    }

    static WebhookJson of(Webhook webhook, boolean admin, long now) {
        return of(webhook, null, admin, now);
    }

    private static WebhookJson of(Webhook webhook, String secret, boolean admin, long now) {
        Long until = webhook.secrets().stream()
                .map(Signer::until)
                .filter(end -> end != null && end > now)
                .max(Long::compare)
                .orElse(null);
        return new WebhookJson(
                webhook.name(),
                admin ? webhook.url() : shortened(webhook.url()),
                webhook.format().word(),
                webhook.enabled(),
                secret,
                At.of(until),
                webhook.note());
    }

    /** The address without its path. */
    public static String shortened(String url) {
        URI uri = URI.create(url);
        return uri.getHost() == null ? "mailto:…" : uri.getScheme() + "://" + uri.getHost() + "/…";
    }

    /** An attempt of a delivery. @param answer for admins only; null where there was none */
    public record DeliveryJson(
            String id,
            At at,
            String event,
            int attempt,
            Integer status,
            long durationMs,
            String error,
            At nextAttemptAt,
            String answer) {
        static DeliveryJson of(Attempted attempt, boolean admin) {
            return new DeliveryJson(
                    attempt.id(),
                    At.of(attempt.at()),
                    attempt.event(),
                    attempt.attempt(),
                    attempt.status(),
                    attempt.durationMs(),
                    attempt.error(),
                    At.of(attempt.nextAttemptAt()),
                    admin ? attempt.answer() : null);
        }
    }
}

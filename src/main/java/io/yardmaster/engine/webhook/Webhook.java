package io.yardmaster.engine.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;

/**
 * Somebody who is told of alerts.
 *
 * @param name 1 to {@value #LONGEST_NAME} characters of the grammar of names: the ids of its deliveries hold it
 * @param url an address of https, or http where it is allowed, or mailto
 * @param format how a message is written
 * @param secrets by which deliveries are signed, the newest first; at least one
 * @param enabled false = it is told nothing
 * @param note why the server disabled it; null when it did not
 */
public record Webhook(String name, String url, Format format, List<Signer> secrets, boolean enabled, String note) {
    /** So that {@code w:<name>:<message>} is an id. */
    public static final int LONGEST_NAME = 64;

    /** How a message is written. */
    public enum Format {
        /** Standard Webhooks 1.0. */
        STANDARD,
        /** A line of text, as incoming webhooks of Slack take it. */
        SLACK;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word of the API. */
        public String word() {
            return word;
        }
    }

    /** @param value {@code whsec_} and base64 @param until epoch milliseconds when it signs no more; null = it stays */
    public record Signer(String value, Long until) {
        @Override
        public String toString() {
            return "Signer[until=" + until + "]"; // never the secret
        }
    }

    public Webhook {
        secrets = List.copyOf(secrets);
    }

    /** True where it is an address of e-mail. */
    @JsonIgnore
    public boolean isMail() {
        return url.startsWith(WebhookUrl.MAIL);
    }

    /** The secrets that sign at that time, the newest first. */
    List<String> signing(long now) {
        return secrets.stream()
                .filter(secret -> secret.until() == null || secret.until() > now)
                .map(Signer::value)
                .toList();
    }

    Webhook with(List<Signer> changed) {
        return new Webhook(name, url, format, changed, enabled, note);
    }

    Webhook disabled(String why) {
        return new Webhook(name, url, format, secrets, false, why);
    }
}

package io.yardmaster.web.api.alerts;

import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.webhook.Webhook.Format;
import io.yardmaster.engine.webhook.WebhookSecret;
import io.yardmaster.engine.webhook.WebhookUrl;
import io.yardmaster.engine.webhook.Webhooks.Wanted;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import java.nio.CharBuffer;
import java.util.Locale;
import java.util.Set;

/** Reads what a webhook is to be. */
public final class WebhookReader {
    private static final Set<String> KNOWN = Set.of("url", "format", "secret", "enabled");
    private static final String SECRET_RULE = "must be whsec_ and the base64 of " + WebhookSecret.LEAST_BYTES + " to "
            + WebhookSecret.MOST_BYTES + " bytes";

    private final JsonReader in;
    private final AddressRules addresses;
    private boolean addressed;
    private String url;
    private Format format = Format.STANDARD;
    private String secret;
    private Boolean enabled = true;

    private WebhookReader(JsonReader in, AddressRules addresses) {
        this.in = in;
        this.addresses = addresses;
    }

    /** @throws io.yardmaster.web.problem.BadInputException with all that is wrong */
    static Wanted of(Body body, AddressRules addresses) {
        return of(body.text(Body.LARGEST), addresses);
    }

    /** The same of a text, as a page makes it of its form. */
    public static Wanted of(CharBuffer text, AddressRules addresses) {
        JsonReader in = new JsonReader(text);
        return in.whole(() -> new WebhookReader(in, addresses).read());
    }

    private Wanted read() {
        if (!in.object(KNOWN, Set.of(), this::member)) {
            return null;
        }
        if (!addressed) {
            in.note("/url", "is required");
        }
        return in.isWrong() ? null : new Wanted(url, format, secret, enabled);
    }

    private void member(String name) {
        switch (name) {
            case "url" -> {
                addressed = true;
                url();
            }
            case "format" -> {
                String word =
                        in.string(text -> text.equals("standard") || text.equals("slack"), "must be standard or slack");
                format = word == null ? null : Format.valueOf(word.toUpperCase(Locale.ROOT));
            }
            case "secret" -> secret = in.string(WebhookSecret::isSecret, SECRET_RULE);
            default -> enabled = in.bool();
        }
    }

    private void url() {
        url = in.string(text -> true, "must be a string");
        String fault = url == null ? null : WebhookUrl.fault(url, addresses);
        if (fault != null) {
            in.note("", fault);
        }
    }
}

package io.yardmaster.handlers.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.api.JobContext;
import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.webhook.Deliveries.Plan;
import io.yardmaster.engine.webhook.Webhook.Format;
import io.yardmaster.engine.webhook.WebhookSecret;
import io.yardmaster.handlers.email.Notice;
import io.yardmaster.handlers.http.HttpAnswer;
import io.yardmaster.handlers.http.HttpCall;
import io.yardmaster.handlers.http.HttpCaller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Writes a message in the format of its webhook, signs it and brings it there, once. */
@Singleton
class Courier {
    /** For the whole exchange. */
    private static final long TIMEOUT_MS = 15_000;

    private static final int LARGEST_ANSWER = 4_096;

    private final AddressRules addresses;
    private final HttpCaller caller;
    private final Notice notice;
    private final ObjectMapper json;
    private final long timeoutMs;

    @Inject
    Courier(AddressRules addresses, HttpCaller caller, Notice notice, ObjectMapper json) {
        this(addresses, caller, notice, json, TIMEOUT_MS);
    }

    /** @param timeoutMs milliseconds for the whole exchange */
    Courier(AddressRules addresses, HttpCaller caller, Notice notice, ObjectMapper json, long timeoutMs) {
        this.timeoutMs = timeoutMs;
        this.addresses = addresses;
        this.caller = caller;
        this.notice = notice;
        this.json = json;
    }

    /** Milliseconds for the whole exchange. */
    long timeoutMs() {
        return timeoutMs;
    }

    /**
     * Brings it.
     *
     * @param seconds since 1970, signed with the message
     * @return what the receiver said; null where an e-mail was taken
     */
    HttpAnswer bring(Plan.Send send, long seconds, JobContext context)
            throws UnknownHostException, InterruptedException, TimeoutException, ExecutionException {
        if (send.webhook().isMail()) {
            String to = send.webhook().url().substring("mailto:".length());
            notice.send(to, subject(send), text(send), context);
            return null;
        }
        URI uri = URI.create(send.webhook().url());
        HttpCall call = call(send, uri, seconds);
        InetSocketAddress to = addresses.resolve(uri.getHost(), call.port(), !call.isTls());
        return caller.call(call, to, LARGEST_ANSWER);
    }

    private HttpCall call(Plan.Send send, URI uri, long seconds) {
        String body = send.webhook().format() == Format.SLACK ? slack(send) : send.body();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", send.message());
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", WebhookSecret.sign(send.secrets(), send.message(), seconds, body));
        return new HttpCall(uri, "POST", headers, body.getBytes(StandardCharsets.UTF_8), timeoutMs);
    }

    private String slack(Plan.Send send) {
        String link = data(send).path("url").asText();
        String text = escaped(subject(send)) + (link.isEmpty() ? "" : " <" + escaped(link) + "|Open>");
        return json.createObjectNode().put("text", text).toString();
    }

    private String subject(Plan.Send send) {
        JsonNode data = data(send);
        if (!send.event().startsWith("alert.")) {
            return "Test of the webhook " + send.webhook().name();
        }
        String state = send.event().equals("alert.firing") ? "Firing" : "Resolved";
        return state + " (" + of(data, "severity") + "): " + of(data, "metric") + " of " + of(data, "queue") + " is "
                + of(data, "value") + ", limit " + of(data, "threshold") + " (rule " + of(data, "rule") + ")";
    }

    private static String of(JsonNode data, String field) {
        return data.path(field).asText();
    }

    private String text(Plan.Send send) {
        String link = data(send).path("url").asText();
        return subject(send) + (link.isEmpty() ? "" : "\n\n" + link);
    }

    private JsonNode data(Plan.Send send) {
        try {
            return json.readTree(send.body()).path("data");
        } catch (JsonProcessingException edited) {
            return json.createObjectNode();
        }
    }

    /** What Slack takes for its own marks. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("|", "/");
    }
}

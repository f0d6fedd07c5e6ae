package io.yardmaster.engine.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Standing;
import io.yardmaster.job.text.BodyHash;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.cluster.AlertStore.Message;
import io.yardmaster.store.cluster.WebhookStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings messages to webhooks by jobs of their own queue. A message goes to a webhook under one job id, so that
 * enqueueing it twice sends it once. Each call throws StoreAwayException.
 */
@Singleton
public class Deliveries {
    /** Where the jobs are; nobody is alerted about it. */
    public static final String QUEUE = NodeInfo.DELIVERIES;
    /** The type of the jobs. */
    public static final String TYPE = "webhook.deliver";
    /** Attempts of a delivery: one at once, nine after longer and longer waits, 75 hours in all. */
    public static final int MOST_ATTEMPTS = 10;

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final String FIRING = "_firing";
    private static final String RESOLVED = "_resolved";
    private static final long LEAST_LATER_MS = 1_000;
    private static final long MOST_LATER_MS = 3_600_000;

    private final WebhookStore store;
    private final Webhooks webhooks;
    private final Enqueuer enqueuer;
    private final JobReader jobs;
    private final InstantSource clock;

    public Deliveries(WebhookStore store, Webhooks webhooks, Enqueuer enqueuer, JobReader jobs, InstantSource clock) {
        this.store = store;
        this.webhooks = webhooks;
        this.enqueuer = enqueuer;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** What a delivery job has to do. */
    public sealed interface Plan {
        /** @param event its type, such as alert.firing @param secrets that sign, the newest first @param body JSON */
        record Send(Webhook webhook, String message, String event, List<String> secrets, String body) implements Plan {}

        /** @param why one sentence */
        record Drop(String why) implements Plan {}

        /** The message before it is not delivered yet. */
        record Later(long delayMs) implements Plan {}
    }

    /**
     * An attempt.
     *
     * @param id of the message, which is the header {@code webhook-id}
     * @param at epoch milliseconds of its begin
     * @param event type of the message
     * @param attempt from 1
     * @param status of the answer; null without one
     * @param error why it failed; null when it did not
     * @param nextAttemptAt epoch milliseconds; null when there is none
     * @param answer the first 4 kB of what the receiver said; null when it said nothing
     */
    public record Attempted(
            String id,
            long at,
            String event,
            int attempt,
            Integer status,
            long durationMs,
            String error,
            Long nextAttemptAt,
            String answer) {}

    /** An attempt in the log. @param number orders them */
    public record Entry(long number, Attempted attempt) {}

    /** The id of the message that an alert fires, or is resolved. */
    public static String messageId(String alert, boolean firing) {
        return "msg_" + alert + (firing ? FIRING : RESOLVED);
    }

    /** Enqueues a delivery to each; safe to call again. */
    public void enqueue(List<String> names, String message) {
        List<NewJob> all = names.stream()
                .map(name -> job(jobId(name, message), name, message, false))
                .toList();
        if (!all.isEmpty()) {
            enqueuer.enqueueAll(all);
        }
    }

    /** Sends a message of no meaning, also to a disabled one. @return its id @throws UnknownWebhookException */
    public String test(String name) {
        webhooks.one(name);
        String id = "msg_test_" + UUID.randomUUID();
        Map<String, Object> data = Map.of("webhook", name);
        store.keep(new Message(id, body("test", clock.millis(), data), ""));
        enqueuer.enqueue(job(jobId(name, id), name, id, true));
        return id;
    }

    /** Sends a message again under its id, also to a disabled one. @throws UnknownWebhookException */
    public void resend(String name, String message) {
        webhooks.one(name);
        if (message.length() > 80 || store.message(message).isEmpty()) {
            throw new UnknownWebhookException("message of that id any more");
        }
        enqueuer.enqueue(
                job("r:" + name + ":" + message + ":" + Long.toString(System.nanoTime(), 36), name, message, true));
    }

    /** What a job has to do now. @param byHand a person sends it: disabled webhooks and the order do not matter */
    public Plan plan(String name, String message, boolean byHand) {
        Optional<Webhook> webhook = webhooks.find(name);
        Optional<String> body = store.message(message);
        if (webhook.isEmpty() || body.isEmpty()) {
            return new Plan.Drop(webhook.isEmpty() ? "the webhook is gone" : "the message is not kept any more");
        }
        if (!webhook.get().enabled() && !byHand) {
            return new Plan.Drop("the webhook is disabled");
        }
        long later = byHand ? 0 : later(name, message);
        if (later > 0) {
            return new Plan.Later(later);
        }
        List<String> secrets = webhook.get().signing(clock.millis());
        return new Plan.Send(webhook.get(), message, event(body.get()), secrets, body.get());
    }

    /** Milliseconds until the message that an alert fires may have been delivered; 0 when that is over. */
    private long later(String name, String message) {
        if (!message.endsWith(RESOLVED)) {
            return 0;
        }
        String first = message.substring(0, message.length() - RESOLVED.length()) + FIRING;
        Optional<JobView> job = jobs.find(QUEUE, jobId(name, first));
        if (job.isEmpty() || job.get().state().isFinal()) {
            return 0;
        }
        long next = job.get().standing() instanceof Standing.Retrying retrying ? retrying.at() - clock.millis() : 0;
        return Math.clamp(next + LEAST_LATER_MS, LEAST_LATER_MS, MOST_LATER_MS);
    }

    /** Writes an attempt down. */
    public void log(String name, Attempted attempt) {
        store.log(name, Webhooks.write(attempt));
    }

    /** Attempts, newest first. @param below only numbers below it; null = all @throws UnknownWebhookException */
    public List<Entry> log(String name, Long below, int most) {
        webhooks.one(name);
        List<Entry> log = new ArrayList<>();
        store.log(name, below, most).forEach(logged -> {
            try {
                log.add(new Entry(logged.number(), Webhooks.JSON.readValue(logged.entry(), Attempted.class)));
            } catch (JsonProcessingException edited) {
                LOG.warnf("an attempt of the webhook %s cannot be read", name);
            }
        });
        return log;
    }

    /** A message as it is sent. @param at epoch milliseconds @param data without what is null */
    public static String body(String type, long at, Map<String, Object> data) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        all.put("timestamp", Instant.ofEpochMilli(at).toString());
        all.put("data", data);
        return Webhooks.write(all);
    }

    private static String event(String body) {
        try {
            JsonNode type = Webhooks.JSON.readTree(body).path("type");
            return type.asText();
        } catch (JsonProcessingException edited) {
            return "unknown";
        }
    }

    private static String jobId(String name, String message) {
        return "w:" + name + ":" + message;
    }

    private static NewJob job(String id, String name, String message, boolean byHand) {
        String payload = Webhooks.write(Map.of("webhook", name, "message", message, "byHand", byHand));
        return NewJob.of(TYPE)
                .queue(QUEUE)
                .id(id, BodyHash.of(id))
                .payload(payload)
                .priority(1)
                .rules(Rules.NONE.with(Option.MAX_ATTEMPTS, (long) MOST_ATTEMPTS));
    }
}

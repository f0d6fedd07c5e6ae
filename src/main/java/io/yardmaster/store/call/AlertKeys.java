package io.yardmaster.store.call;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The keys of alerts, webhooks and markers. All carry one hash tag, so that they share a slot of a Redis Cluster. */
public final class AlertKeys {
    /** Hash by name: alert rules. */
    public final byte[] rules = key("rules");
    /** Hash by rule: until when it is silent, epoch milliseconds. */
    public final byte[] silences = key("silences");
    /** Hash: when the next evaluation is due, the number of the last one, whether the default rules were made. */
    public final byte[] meta = key("meta");
    /** Hash by id: alerts. */
    public final byte[] alerts = key("alerts");
    /** Hash by rule and queue: the id of the alert that is pending or firing. */
    public final byte[] open = key("open");
    /** Hash by id: who acknowledged an alert. */
    public final byte[] acknowledged = key("acknowledged");
    /** Hash by id: what webhooks are told. */
    public final byte[] messages = key("messages");
    /** List: ids of messages, oldest first. */
    public final byte[] told = key("told");
    /** List: messages whose deliveries are not enqueued yet. */
    public final byte[] outbox = key("outbox");
    /** Hash by name: webhooks. */
    public final byte[] webhooks = key("webhooks");
    /** Sorted set: deploy markers by their time. */
    public final byte[] markers = key("markers");

    /** Sorted set of ids by their number. @param state all, pending, firing or resolved */
    public byte[] inState(String state) {
        return key("in:" + state);
    }

    /** List: attempts of a webhook's deliveries, newest first. */
    public byte[] deliveries(String webhook) {
        return key("deliveries:" + webhook);
    }

    public List<byte[]> judge() {
        return List.of(
                meta,
                alerts,
                open,
                inState("all"),
                inState("pending"),
                inState("firing"),
                inState("resolved"),
                acknowledged,
                messages,
                told,
                outbox);
    }

    private static byte[] key(String kind) {
        return ("ym:cluster:{alerts}:" + kind).getBytes(StandardCharsets.UTF_8);
    }
}

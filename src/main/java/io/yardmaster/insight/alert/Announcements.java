package io.yardmaster.insight.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.yardmaster.engine.node.AlertSettings;
import io.yardmaster.engine.node.StartBanner;
import io.yardmaster.engine.webhook.Deliveries;
import io.yardmaster.engine.webhook.Webhook;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.insight.alert.Alert.State;
import io.yardmaster.insight.marker.Markers;
import io.yardmaster.insight.marker.Markers.Marker;
import io.yardmaster.store.cluster.AlertStore.Message;
import io.yardmaster.store.cluster.WebhookStore;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Who is told that an alert fires or is resolved. The message is written with the alert and stands in the outbox until
 * its deliveries are enqueued; whoever does that again enqueues the same ones.
 */
@Singleton
public class Announcements {
    private static final int MOST_AT_ONCE = 100;
    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final WebhookStore store;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Markers markers;
    private final AlertSettings settings;
    private volatile String address;

    Announcements(
            WebhookStore store, Webhooks webhooks, Deliveries deliveries, Markers markers, AlertSettings settings) {
        this.store = store;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.markers = markers;
        this.settings = settings;
        this.address = settings.publicUrl();
    }

    /** The server listens: links in messages lead there unless a setting says otherwise. */
    void listens(@Observes StartBanner banner) {
        address = settings.publicUrl() == null ? banner.address() : settings.publicUrl();
    }

    /** An alert with the message that it makes. @param message null when nobody is told anything */
    record Told(Alert alert, Message message) {}

    /** Where a message goes. @param webhooks null = every enabled one */
    private record Target(String message, List<String> webhooks) {}

    /**
     * Tells that it fires, once, unless it is silent; and that it is resolved, also while silent, where somebody was
     * told that it fires.
     *
     * @param now epoch milliseconds
     */
    Told of(Alert alert, boolean silent, long now) {
        Alert.Told told = alert.told();
        if (alert.state() == State.FIRING && !told.firing() && !silent) {
            String marker =
                    markers.before(alert.times().pendingAt()).map(Marker::label).orElse(null);
            Alert firing = alert.with(new Alert.Told(true, told.webhooks(), null, marker));
            return new Told(firing, message(firing, true, now));
        }
        boolean ends = alert.state() == State.RESOLVED && told.firing();
        return new Told(alert, ends ? message(alert, false, now) : null);
    }

    private Message message(Alert alert, boolean firing, long now) {
        String id = Deliveries.messageId(alert.id(), firing);
        String type = firing ? "alert.firing" : "alert.resolved";
        String target = AlertRules.write(new Target(id, alert.told().webhooks()));
        return new Message(id, Deliveries.body(type, now, data(alert)), target);
    }

    private Map<String, Object> data(Alert alert) {
        Alert.About about = alert.about();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alert", alert.id());
        data.put("rule", about.rule());
        data.put("queue", about.queue());
        data.put("metric", about.metric().word());
        data.put("value", plain(alert.value()));
        data.put("threshold", plain(about.threshold()));
        data.put("severity", about.severity().word());
        data.put("url", (address == null ? "" : address) + "/alerts#" + alert.id());
        if (alert.told().marker() != null) {
            data.put("marker", alert.told().marker());
        }
        return data;
    }

    /** A whole number without a decimal point. */
    private static Number plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        return value;
    }

    /** Enqueues the deliveries of what is in the outbox. */
    void send() {
        for (String entry : store.outbox(MOST_AT_ONCE)) {
            try {
                Target target = AlertRules.JSON.readValue(entry, Target.class);
                deliveries.enqueue(names(target), target.message());
            } catch (JsonProcessingException edited) {
                LOG.warn("an entry of the alert outbox cannot be read");
            }
            store.sent(entry);
        }
    }

    private List<String> names(Target target) {
        if (target.webhooks() != null) {
            return target.webhooks();
        }
        return webhooks.all().stream()
                .filter(Webhook::enabled)
                .map(Webhook::name)
                .toList();
    }
}

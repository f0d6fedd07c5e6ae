package io.yardmaster.insight.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.yardmaster.store.cluster.AlertStore;
import io.yardmaster.store.cluster.AlertStore.Kept;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at alerts, and lets people say that they have seen them. Each call throws StoreAwayException. */
@Singleton
public class Alerts {
    private static final Logger LOG = Logger.getLogger(Alerts.class);
    private static final String ALL = "all";

    private final AlertStore store;
    private final InstantSource clock;

    public Alerts(AlertStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Who saw an alert. @param at epoch milliseconds */
    public record Seen(long at, String by) {}

    /** An alert. @param number of its id @param seen null while nobody acknowledged it */
    public record Shown(Alert alert, long number, Seen seen) {}

    /** Alerts, newest first. @param state null = all @param below only numbers below it; null = all */
    public List<Shown> newest(Alert.State state, Long below, int most) {
        return shown(store.newest(state == null ? ALL : state.word(), below, most));
    }

    /** @throws AlertException when there is none */
    public Shown one(String id) {
        boolean isId = id.matches("a[0-9]{1,18}");
        return (isId ? shown(store.all(List.of(id))) : List.<Shown>of())
                .stream().findFirst().orElseThrow(() -> AlertException.unknown("alert of that id"));
    }

    /**
     * Somebody has seen it; the first one counts.
     *
     * @param by null when nobody is known
     * @throws AlertException when there is none, or it is over and nobody had seen it
     */
    public Shown acknowledge(String id, String by) {
        Shown alert = one(id);
        if (alert.seen() != null) {
            return alert;
        }
        if (!alert.alert().isOpen()) {
            throw AlertException.refused("the alert is resolved: there is nothing to acknowledge");
        }
        store.acknowledge(id, AlertRules.write(new Seen(clock.millis(), by)));
        return one(id);
    }

    /** Those that can be read of some. */
    static List<Shown> shown(List<Kept> kept) {
        List<Shown> all = new ArrayList<>(kept.size());
        kept.forEach(one -> read(one).ifPresent(all::add));
        return all;
    }

    private static Optional<Shown> read(Kept kept) {
        try {
            Alert alert = AlertRules.JSON.readValue(kept.alert(), Alert.class);
            Seen seen = kept.acknowledged() == null ? null : AlertRules.JSON.readValue(kept.acknowledged(), Seen.class);
            return Optional.of(new Shown(alert, kept.number(), seen));
        } catch (JsonProcessingException edited) {
            LOG.warnf("the alert %s cannot be read", kept.id());
            return Optional.empty();
        }
    }
}

package io.yardmaster.insight.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.store.cluster.RuleStore;
import io.yardmaster.store.cluster.RuleStore.Defined;
import io.yardmaster.store.cluster.RuleStore.Kind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The verbs on alert rules. Each throws StoreAwayException. */
@Singleton
public class AlertRules {
    /** How many rules there may be. */
    public static final int MOST = 1_000;

    static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Logger LOG = Logger.getLogger(AlertRules.class);

    private final RuleStore store;

    public AlertRules(RuleStore store) {
        this.store = store;
    }

    /** A rule. @param silentUntil epoch milliseconds; null when it is not silent */
    public record Ruled(AlertRule rule, Long silentUntil) {
        public boolean isSilent(long now) {
            return silentUntil != null && silentUntil > now;
        }
    }

    /** Makes the default rules, at the first start of a cluster only. */
    public void begin() {
        Map<String, String> all = new LinkedHashMap<>();
        DefaultRules.all().forEach(rule -> all.put(rule.name(), write(rule)));
        store.begin(all);
    }

    /** Writes a rule; an existing silence stays. @return true when it is new @throws AlertException when it is one too many */
    public boolean put(AlertRule rule) {
        Defined done = store.put(Kind.RULE, rule.name(), write(rule), null, MOST);
        if (done == Defined.FULL) {
            throw AlertException.refused("there are " + MOST + " alert rules, and there may not be more");
        }
        return done == Defined.CREATED;
    }

    /** @throws AlertException when there is none */
    public Ruled one(String name) {
        return Optional.ofNullable(store.one(Kind.RULE, name))
                .flatMap(text -> read(name, text))
                .map(rule -> new Ruled(rule, until(store.silences().get(name))))
                .orElseThrow(() -> AlertException.unknown("alert rule " + name));
    }

    /** Until when rules are silent, by name, epoch milliseconds; also times that are over. */
    public Map<String, Long> silences() {
        Map<String, Long> all = new HashMap<>();
        store.silences().forEach((name, text) -> all.put(name, until(text)));
        return all;
    }

    /** All, by name; what a hand in the store made unreadable is left out. */
    public List<Ruled> all() {
        Map<String, String> silences = new HashMap<>(store.silences());
        List<Ruled> all = new ArrayList<>();
        store.all(Kind.RULE)
                .forEach((name, text) ->
                        read(name, text).ifPresent(rule -> all.add(new Ruled(rule, until(silences.get(name))))));
        return all;
    }

    /** Removes a rule; its alerts end with the next evaluation. @throws AlertException when there is none */
    public void delete(String name) {
        if (!store.drop(Kind.RULE, name)) {
            throw AlertException.unknown("alert rule " + name);
        }
    }

    /** Tells nobody of what it finds until then. @param until epoch milliseconds; null = tells again */
    public Ruled silence(String name, Long until) {
        AlertRule rule = one(name).rule();
        store.silence(name, until);
        return new Ruled(rule, until);
    }

    private static Long until(String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException edited) {
            return null;
        }
    }

    private static Optional<AlertRule> read(String name, String text) {
        try {
            return Optional.of(JSON.readValue(text, AlertRule.class));
        } catch (JsonProcessingException edited) {
            LOG.warnf("the alert rule %s cannot be read", name);
            return Optional.empty();
        }
    }

    static String write(Object record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of texts and numbers is JSON", impossible);
        }
    }
}

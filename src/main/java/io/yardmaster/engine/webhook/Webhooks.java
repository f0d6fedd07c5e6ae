package io.yardmaster.engine.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.engine.webhook.Webhook.Format;
import io.yardmaster.engine.webhook.Webhook.Signer;
import io.yardmaster.store.cluster.RuleStore;
import io.yardmaster.store.cluster.RuleStore.Defined;
import io.yardmaster.store.cluster.RuleStore.Kind;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** The verbs on webhooks. Each throws StoreAwayException, and UnknownWebhookException where a name has none. */
@Singleton
public class Webhooks {
    /** How many there may be. */
    public static final int MOST = 100;
    /** How long the secret before the newest one signs too: one day. */
    public static final long BOTH_SIGN_MS = 86_400_000;

    static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    private static final int MOST_SECRETS = 4;

    private final RuleStore store;
    private final InstantSource clock;

    public Webhooks(RuleStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A webhook that was written. @param made the secret that was made for it, to be shown once; null when none was */
    public record Saved(Webhook webhook, boolean created, String made) {}

    /** @param secret null = the one that it has, or a new one */
    public record Wanted(String url, Format format, String secret, boolean enabled) {}

    /** Makes or changes one. Another secret replaces all that it has. */
    public Saved put(String name, Wanted wanted) {
        while (true) {
            String seen = store.one(Kind.WEBHOOK, name);
            Optional<Webhook> before = seen == null ? Optional.empty() : read(name, seen);
            String made = wanted.secret() == null && before.isEmpty() ? WebhookSecret.make() : null;
            List<Signer> secrets = wanted.secret() == null && made == null
                    ? before.get().secrets()
                    : List.of(new Signer(made == null ? wanted.secret() : made, null));
            Webhook after = new Webhook(name, wanted.url(), wanted.format(), secrets, wanted.enabled(), null);
            switch (store.put(Kind.WEBHOOK, name, write(after), seen, MOST)) {
                case CREATED -> {
                    return new Saved(after, true, made);
                }
                case REPLACED -> {
                    return new Saved(after, false, made);
                }
                case FULL -> throw new TooManyWebhooksException(MOST);
                case CHANGED -> LOG.debugf("the webhook %s was changed meanwhile", name);
            }
        }
    }

    /** Signs with a new secret, and for a day with the ones before too. */
    public Saved rotate(String name) {
        String made = WebhookSecret.make();
        Webhook after = change(name, webhook -> {
            List<Signer> secrets = new ArrayList<>(List.of(new Signer(made, null)));
            long now = clock.millis();
            webhook.secrets().stream()
                    .map(one -> new Signer(
                            one.value(), one.until() == null ? Long.valueOf(now + BOTH_SIGN_MS) : one.until()))
                    .filter(one -> one.until() > now)
                    .limit(MOST_SECRETS - 1)
                    .forEach(secrets::add);
            return webhook.with(secrets);
        });
        return new Saved(after, false, made);
    }

    /** Its receiver wants nothing more. @param why one sentence */
    public void disable(String name, String why) {
        change(name, webhook -> webhook.enabled() ? webhook.disabled(why) : webhook);
    }

    public Webhook one(String name) {
        return find(name).orElseThrow(() -> new UnknownWebhookException("webhook " + name));
    }

    /** The same; empty when there is none. */
    public Optional<Webhook> find(String name) {
        return Optional.ofNullable(store.one(Kind.WEBHOOK, name)).flatMap(text -> read(name, text));
    }

    /** All, by name; what a hand in the store made unreadable is left out. */
    public List<Webhook> all() {
        List<Webhook> all = new ArrayList<>();
        store.all(Kind.WEBHOOK).forEach((name, text) -> read(name, text).ifPresent(all::add));
        return all;
    }

    /** Removes one with its log. What is on its way to it is not sent. */
    public void delete(String name) {
        if (!store.drop(Kind.WEBHOOK, name)) {
            throw new UnknownWebhookException("webhook " + name);
        }
    }

    private Webhook change(String name, UnaryOperator<Webhook> step) {
        while (true) {
            String seen = store.one(Kind.WEBHOOK, name);
            Webhook before = Optional.ofNullable(seen)
                    .flatMap(text -> read(name, text))
                    .orElseThrow(() -> new UnknownWebhookException("webhook " + name));
            Webhook after = step.apply(before);
            if (after == before || store.put(Kind.WEBHOOK, name, write(after), seen, MOST) == Defined.REPLACED) {
                return after;
            }
        }
    }

    private static Optional<Webhook> read(String name, String text) {
        try {
            return Optional.of(JSON.readValue(text, Webhook.class));
        } catch (JsonProcessingException edited) {
            LOG.warnf("the webhook %s cannot be read", name);
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

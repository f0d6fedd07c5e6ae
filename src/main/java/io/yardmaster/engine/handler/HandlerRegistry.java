package io.yardmaster.engine.handler;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.yardmaster.api.Handler;
import io.yardmaster.engine.handler.KnownHandler.Kind;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.queues.LiveSettings;
import io.yardmaster.engine.queues.Routing;
import io.yardmaster.job.Job;
import io.yardmaster.job.Rules;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The handlers that this node knows: the {@link Handler} beans, and what plugins add before the worker starts. */
@Singleton
public class HandlerRegistry {
    private static final String DEMO = "demo.";
    /** What is set of queues; null where nothing can be. */
    private final LiveSettings live;
    /** Hears which queues handlers name; null where nothing is enqueued. */
    private final Routing routing;

    private final Map<String, KnownHandler> byType = new ConcurrentHashMap<>();

    @Inject
    HandlerRegistry(
            @All List<InstanceHandle<Handler<?>>> beans,
            Settings settings,
            LiveSettings live,
            Routing routing,
            FollowUps followUps) {
        this.live = live;
        this.routing = routing;
        for (InstanceHandle<Handler<?>> bean : beans) {
            KnownHandler known = new KnownHandler(bean.get(), bean.getBean().getBeanClass(), Kind.BEAN, followUps);
            if (settings.demo().handlers() || !known.type().startsWith(DEMO)) {
                add(known);
            }
        }
    }

    /** A registry that knows nothing yet. */
    public HandlerRegistry() {
        this.live = null;
        this.routing = null;
    }

    /** All job types, by name. */
    public List<HandlerInfo> all() {
        return byType.values().stream()
                .map(KnownHandler::info)
                .sorted(Comparator.comparing(HandlerInfo::type))
                .toList();
    }

    /** The handler of a type; empty when this node knows none. */
    public Optional<KnownHandler> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** What holds for a job: its own rules, else the defaults of its queue, else those of its handler, else the server's. Complete. */
    public Rules rules(Job job) {
        KnownHandler handler = byType.get(job.type());
        Rules asked = job.rules()
                .over(live == null ? Rules.NONE : live.of(job.queue()).defaults());
        return asked.over(handler == null ? Rules.SERVER : handler.rules(Rules.NONE));
    }

    /** Adds one more. @throws IllegalStateException when the type has one */
    public void add(KnownHandler known) {
        if (byType.putIfAbsent(known.type(), known) != null) {
            throw new IllegalStateException("two handlers for the job type " + known.type());
        }
        String queue = known.info().usual().queue();
        if (routing != null && !queue.isEmpty()) {
            routing.usually(known.type(), queue);
        }
    }
}

package io.yardmaster.engine.queues;

import io.yardmaster.job.NewJob;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Which queue a new job goes to: the one that its request names, else that of the route for its type, else that which the
 * handler of its type names, else {@value #DEFAULT_QUEUE}. Asking costs no call of the store.
 */
@Singleton
public class Routing {
    /** Where a job goes that nothing else sends elsewhere. */
    public static final String DEFAULT_QUEUE = "default";

    private final Function<String, Optional<String>> routes;
    private final Map<String, String> handlers = new ConcurrentHashMap<>();

    @Inject
    Routing(LiveSettings settings) {
        this(type -> settings.routes().queueOf(type));
    }

    /** @param routes the queue of the route for a type; empty where none fits */
    public Routing(Function<String, Optional<String>> routes) {
        this.routes = routes;
    }

    /** The handler of a type says where its jobs usually go. */
    public void usually(String type, String queue) {
        handlers.put(type, queue);
    }

    public String queueOf(NewJob job) {
        return job.queue() != null ? job.queue() : queueOf(job.type());
    }

    /** Where jobs of a type go whose request names no queue. */
    public String queueOf(String type) {
        return routes.apply(type).orElseGet(() -> handlers.getOrDefault(type, DEFAULT_QUEUE));
    }
}

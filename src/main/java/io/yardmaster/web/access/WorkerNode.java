package io.yardmaster.web.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.web.problem.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** A node without the role web answers for its health and its metrics, and for nothing else. */
@Singleton
public class WorkerNode {
    /** Before the gatekeeper: there is nothing to be let in to. */
    private static final int PRIORITY = 150;

    private final Provider<Settings> settings;

    WorkerNode(Provider<Settings> settings) {
        this.settings = settings;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (settings.get().roles().contains(Settings.NodeRole.WEB) || isService(context.normalizedPath())) {
            context.next();
            return;
        }
        Problem.of(404, "this node serves health and metrics only: it has not the role web")
                .answer(context);
    }

    private static boolean isService(String path) {
        return path.equals("/q/metrics") || path.equals("/q/health") || path.startsWith("/q/health/");
    }
}

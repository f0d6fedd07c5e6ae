package io.yardmaster.web.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.problem.SecurityHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Puts the {@link SecurityHeaders} on every answer. */
@Singleton
public class HeaderFilter {
    /** Before the gatekeeper: a refusal carries them too. */
    private static final int PRIORITY = 200;

    void stand(@Observes Filters filters) {
        filters.register(HeaderFilter::add, PRIORITY);
    }

    static void add(RoutingContext context) {
        SecurityHeaders.of(context.normalizedPath())
                .forEach((name, value) -> context.response().headers().set(name, value));
        context.next();
    }
}

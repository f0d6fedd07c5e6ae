package io.yardmaster.web.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.access.session.SessionCookies;
import io.yardmaster.web.access.session.Sessions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Looks after the streams of events: tells proxies not to hold them back, and ends one within {@value #CHECK_MS} ms and
 * a moment of the end of its session, wherever that was ended.
 */
@Singleton
public class StreamGuard {
    /** Around everything that answers. */
    private static final int PRIORITY = 190;

    private static final long CHECK_MS = 3_000;

    private final Sessions sessions;
    private final Vertx vertx;

    StreamGuard(Sessions sessions, Vertx vertx) {
        this.sessions = sessions;
        this.vertx = vertx;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::look, PRIORITY);
    }

    private void look(RoutingContext context) {
        context.addHeadersEndHandler(begun -> {
            String type = context.response().headers().get("Content-Type");
            if (type != null && type.startsWith("text/event-stream")) {
                context.response().putHeader("X-Accel-Buffering", "no");
                watch(context);
            }
        });
        context.next();
    }

    private void watch(RoutingContext context) {
        Optional<String> cookie = SessionCookies.of(context.request());
        if (cookie.isEmpty() || context.request().getHeader("Authorization") != null) {
            return;
        }
        long timer = vertx.setPeriodic(
                CHECK_MS,
                tick -> sessions.of(cookie.get()).onSuccess(caller -> {
                    if (caller.isEmpty()) {
                        vertx.cancelTimer(tick);
                        context.request().connection().close();
                    }
                }));
        context.addEndHandler(ended -> vertx.cancelTimer(timer));
    }
}

package io.yardmaster.web.access.client;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.problem.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/**
 * Answers only to the server's own names: a page elsewhere whose name was made to point here ("DNS rebinding") reads
 * nothing. It also refuses what no path of the server has: a raw semicolon, and other methods on the service paths.
 */
@Singleton
public class HostGuard {
    /** After the headers, before anything that tells what there is. */
    private static final int PRIORITY = 180;

    private static final List<String> READING = List.of("GET", "HEAD");

    private final Provider<ClientSettings> settings;

    HostGuard(Provider<ClientSettings> settings) {
        this.settings = settings;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    void check(RoutingContext context) {
        List<String> own = settings.get().hosts();
        String host = context.request().getHeader("Host");
        if (host != null && !own.isEmpty() && !own.contains(name(host))) {
            Problem.of(400, "the server does not answer to this name; YARDMASTER_HOSTS lists its names")
                    .answerAndClose(context);
        } else if (context.request().path().indexOf(';') >= 0) {
            Problem.of(404, "there is nothing at this path").answer(context);
        } else if (context.normalizedPath().startsWith("/q/")
                && !READING.contains(context.request().method().name())) {
            context.response().putHeader("Allow", "GET, HEAD");
            Problem.of(405, "this path does not know this method").answer(context);
        } else {
            context.next();
        }
    }

    /** A Host header without its port; IPv6 addresses keep their brackets. */
    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return name.toLowerCase(Locale.ROOT);
    }
}

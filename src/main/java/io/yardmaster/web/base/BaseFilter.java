package io.yardmaster.web.base;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.node.StartBanner;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes the {@link BasePath} off a request, once, before anything else looks at its path; what comes without it is
 * served too, for probes that do not pass the proxy. Puts it before the addresses in an answer's headers.
 */
@Singleton
public class BaseFilter {
    /** Before everything. */
    private static final int PRIORITY = 240;

    private static final String TAKEN_OFF = "yardmaster.base-path";
    private static final List<String> ADDRESSES = List.of("Location", "HX-Redirect");
    private static final Pattern COOKIE_PATH = Pattern.compile("(?i);\\s*path=/(?=;|$)");

    private final Provider<BasePath> settings;

    /** The settings are asked for late: the routes are laid before the launcher has them. */
    BaseFilter(Provider<BasePath> settings) {
        this.settings = settings;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    void say(@Observes StartBanner banner) {
        BasePath base = settings.get();
        if (!base.isRoot()) {
            banner.say("Its addresses begin with " + base.text() + ", for a proxy that passes that path on.");
        }
    }

    void check(RoutingContext context) {
        BasePath base = settings.get();
        if (base.isRoot()) {
            context.next();
            return;
        }
        Optional<String> inside =
                context.get(TAKEN_OFF) == null ? base.inside(context.request().uri()) : Optional.empty();
        if (inside.isPresent()) {
            context.put(TAKEN_OFF, true);
            context.reroute(inside.get());
            return;
        }
        context.addHeadersEndHandler(sent -> goOut(base, context));
        context.next();
    }

    private static void goOut(BasePath base, RoutingContext context) {
        MultiMap headers = context.response().headers();
        for (String name : ADDRESSES) {
            String address = headers.get(name);
            if (address != null) {
                headers.set(name, base.before(address));
            }
        }
        List<String> cookies = headers.getAll("Set-Cookie");
        if (!cookies.isEmpty()) {
            String path = ";Path=" + base.cookies();
            headers.set(
                    "Set-Cookie",
                    cookies.stream()
                            .map(cookie -> COOKIE_PATH.matcher(cookie).replaceAll(path))
                            .toList());
        }
        context.request().cookies().stream()
                .filter(cookie -> "/".equals(cookie.getPath()))
                .forEach(cookie -> cookie.setPath(base.cookies()));
    }
}

package io.yardmaster.web.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.job.Role;
import io.yardmaster.web.access.client.Clients;
import io.yardmaster.web.access.client.LoginThrottle;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.access.session.SessionCookies;
import io.yardmaster.web.access.session.Sessions;
import io.yardmaster.web.problem.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Stands before every path. 1. Refuses a change that another site started. 2. Asks who comes, by header or session.
 * 3. Refuses who may not. What passes carries its {@link Caller}.
 */
@Singleton
public class Gatekeeper {
    /** Before everything that answers, after what only adds headers. */
    private static final int PRIORITY = 100;

    private final Provider<AccessSettings> settings;
    private final HeaderTries byHeader;
    private final Clients clients;
    private final Sessions sessions;
    private final Permissions permissions;

    /** The secrets are asked for late: the routes are laid before the launcher has them. */
    Gatekeeper(
            Provider<AccessSettings> settings,
            HeaderTries byHeader,
            Clients clients,
            Sessions sessions,
            Permissions permissions) {
        this.settings = settings;
        this.byHeader = byHeader;
        this.clients = clients;
        this.sessions = sessions;
        this.permissions = permissions;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String method = request.method().name();
        if (!permissions.isReading(method) && isForeign(request)) {
            Problem.of(403, "a change that another site started is refused").answer(context);
            return;
        }
        Optional<Role> needed = permissions.needed(
                method, context.normalizedPath(), settings.get().metricsPublic());
        if (needed.isEmpty()) {
            context.next();
            return;
        }
        if (byHeader.isTooEarly(request)) {
            context.response().putHeader("Retry-After", String.valueOf(LoginThrottle.RETRY_AFTER_SECONDS));
            Problem.of(429, "too many wrong credentials came from this address; wait and try again")
                    .answer(context);
            return;
        }
        identify(context).onComplete(found -> {
            Optional<Caller> caller = found.succeeded() ? found.result() : Optional.empty();
            caller.ifPresentOrElse(known -> admit(context, known, needed.get()), () -> refuse(context));
        });
    }

    /** A token is sent by programs only; what a browser adds by itself must come from our own pages. */
    private boolean isForeign(HttpServerRequest request) {
        boolean byToken = Credentials.isBearer(request.getHeader("Authorization"));
        return byToken
                ? "cross-site".equalsIgnoreCase(request.getHeader("Sec-Fetch-Site"))
                : !Forgery.isFromOurPages(request, clients);
    }

    private Future<Optional<Caller>> identify(RoutingContext context) {
        Optional<String> cookie = SessionCookies.of(context.request());
        String authorization = context.request().getHeader("Authorization");
        if (authorization != null) {
            return Future.succeededFuture(byHeader.of(authorization, context.request()));
        }
        return cookie.isEmpty() ? Future.succeededFuture(Optional.empty()) : sessions.of(cookie.get());
    }

    private void admit(RoutingContext context, Caller caller, Role needed) {
        if (!caller.role().covers(needed)) {
            String detail = "this needs the role " + needed.name().toLowerCase(Locale.ROOT);
            Problem.of(403, detail).answer(context);
            return;
        }
        caller.enter(context);
        context.next();
    }

    private void refuse(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean program = context.normalizedPath().startsWith("/api/")
                || context.normalizedPath().startsWith("/q/")
                || request.getHeader("Authorization") != null;
        boolean script =
                request.getHeader("HX-Request") != null || "cors".equalsIgnoreCase(request.getHeader("Sec-Fetch-Mode"));
        if (!program && !script) {
            sendToLogin(context);
            return;
        }
        if (!script) { // a browser's own dialog must not pop up over a page
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"Yardmaster\", charset=\"UTF-8\"");
        }
        if (request.getHeader("HX-Request") != null) { // the session ended while the page stood open
            context.response().putHeader("HX-Redirect", "/login");
        }
        Problem.of(401, "credentials are missing or wrong").answer(context);
    }

    private static void sendToLogin(RoutingContext context) {
        boolean back = context.request().method().name().equals("GET");
        String next = back ? "?next=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8) : "";
        context.response()
                .setStatusCode(303)
                .putHeader("Location", "/login" + next)
                .end();
    }
}

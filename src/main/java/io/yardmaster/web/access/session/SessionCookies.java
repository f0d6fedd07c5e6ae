package io.yardmaster.web.access.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.access.client.Clients;
import io.yardmaster.web.base.BasePath;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hands out the cookie of a session and takes it back. Behind TLS it has the prefix that lets no other host and no page
 * without TLS set it.
 */
@Singleton
public class SessionCookies {
    /** Name of the cookie that carries the session. */
    public static final String PLAIN = "yardmaster_session";

    /** Its name behind TLS, where the server has its host for itself. */
    static final String SECURE = "__Host-" + PLAIN;

    /** Its name behind TLS below a path: the stronger prefix forbids any path but the root. */
    static final String BELOW = "__Secure-" + PLAIN;

    private final Sessions sessions;
    private final Clients clients;
    private final Provider<BasePath> base;

    SessionCookies(Sessions sessions, Clients clients, Provider<BasePath> base) {
        this.sessions = sessions;
        this.clients = clients;
        this.base = base;
    }

    /** The value of the session cookie that came with a request, whatever it opens. */
    public static Optional<String> of(HttpServerRequest request) {
        return Stream.of(SECURE, BELOW, PLAIN)
                .map(request::getCookie)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Cookie::getValue);
    }

    /** Begins a session; one that the browser still had ends, so that nobody can plant one. @throws StoreAwayException */
    public void begin(Caller caller, RoutingContext context) {
        Optional<String> old = of(context.request());
        String secret = sessions.begin(caller);
        old.ifPresent(sessions::end);
        context.response().addCookie(cookie(secret, context).setMaxAge(Sessions.SECONDS));
    }

    /** Ends the session of the request, if it has one. @throws StoreAwayException */
    public void end(RoutingContext context) {
        of(context.request()).ifPresent(sessions::end);
        context.response().addCookie(cookie("", context).setMaxAge(0));
    }

    /** Ends all sessions of the caller. @throws StoreAwayException */
    public void endAll(RoutingContext context) {
        sessions.endAll(Caller.of(context));
        end(context);
    }

    public static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    private Cookie cookie(String value, RoutingContext context) {
        boolean secure = clients.isSecure(context.request());
        String behindTls = base.get().isRoot() ? SECURE : BELOW;
        return Cookie.cookie(secure ? behindTls : PLAIN, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX);
    }
}

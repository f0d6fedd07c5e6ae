package io.yardmaster.web.access.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.access.client.Clients;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Hands out the cookie of a session and takes it back. Behind TLS it has the prefix that lets no other host and no page
 * without TLS set it.
 */
@Singleton
public class SessionCookies {
    /** Name of the cookie that carries the session. */
    public static final String PLAIN = "yardmaster_session";

    /** Its name behind TLS. */
    static final String SECURE = "__Host-" + PLAIN;

    private final Sessions sessions;
    private final Clients clients;

    SessionCookies(Sessions sessions, Clients clients) {
        this.sessions = sessions;
        this.clients = clients;
    }

    /** The value of the session cookie that came with a request, whatever it opens. */
    public static Optional<String> of(HttpServerRequest request) {
        Cookie secure = request.getCookie(SECURE);
        Cookie plain = request.getCookie(PLAIN);
        return Optional.ofNullable(secure == null ? plain : secure).map(Cookie::getValue);
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
        return Cookie.cookie(secure ? SECURE : PLAIN, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX);
    }
}

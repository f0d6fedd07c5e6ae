package io.yardmaster.web.access.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Hands out the cookie of a session and takes it back. */
@Singleton
public class SessionCookies {
    private final Sessions sessions;

    SessionCookies(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Begins a session; one that the browser still had ends, so that nobody can plant one. @throws StoreAwayException */
    public void begin(Caller caller, RoutingContext context) {
        Cookie old = context.request().getCookie(Sessions.COOKIE);
        String secret = sessions.begin(caller);
        if (old != null) {
            sessions.end(old.getValue());
        }
        context.response().addCookie(cookie(secret, context).setMaxAge(Sessions.SECONDS));
    }

    /** Ends the session of the request, if it has one. @throws StoreAwayException */
    public void end(RoutingContext context) {
        Cookie old = context.request().getCookie(Sessions.COOKIE);
        if (old != null) {
            sessions.end(old.getValue());
        }
        context.response().addCookie(cookie("", context).setMaxAge(0));
    }

    public static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    private static Cookie cookie(String value, RoutingContext context) {
        return Cookie.cookie(Sessions.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.LAX);
    }
}

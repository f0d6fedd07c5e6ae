package io.yardmaster.web.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.access.session.Secret;
import io.yardmaster.web.access.session.Sessions;
import java.util.Locale;
import java.util.Set;

/**
 * Tells a form that our page sent from one that somebody else made: by a token that only our pages can know, because
 * it is made of the session's secret, and by what the browser says of the page that sends.
 */
public final class Forgery {
    /** Name of the form field that carries the token. */
    public static final String FIELD = "csrf";

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private Forgery() {}

    /** The token for the forms of a page; empty when nobody has signed in. */
    public static String token(RoutingContext context) {
        HttpServerRequest request = context.request();
        String authorization = request.getHeader("Authorization");
        Cookie cookie = request.getCookie(Sessions.COOKIE);
        if (authorization != null) {
            return Secret.hash("form " + authorization);
        }
        return cookie == null ? "" : Secret.hash("form " + cookie.getValue());
    }

    /** True when the token is that of this viewer. @param token as the form sent it; may be null */
    static boolean isOurs(RoutingContext context, String token) {
        String own = token(context);
        return !own.isEmpty() && token != null && Secret.same(own, token);
    }

    /** True when the browser says that one of our own pages sends; for old browsers that say nothing, by the origin. */
    static boolean isFromOurPages(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN.contains(site.toLowerCase(Locale.ROOT));
        }
        String origin = request.getHeader("Origin");
        String host = request.authority() == null ? "" : request.authority().toString();
        return origin == null || origin.substring(origin.indexOf("//") + 2).equalsIgnoreCase(host);
    }
}

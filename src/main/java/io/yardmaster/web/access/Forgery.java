package io.yardmaster.web.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.access.client.Clients;
import io.yardmaster.web.access.client.Secret;
import io.yardmaster.web.access.session.SessionCookies;
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
        return authorization != null
                ? Secret.hash("form " + authorization)
                : SessionCookies.of(request)
                        .map(cookie -> Secret.hash("form " + cookie))
                        .orElse("");
    }

    /** True when the token is that of this viewer. @param token as the form sent it; may be null */
    static boolean isOurs(RoutingContext context, String token) {
        String own = token(context);
        return !own.isEmpty() && token != null && Secret.same(own, token);
    }

    /**
     * True when nothing says that another page sends: neither the browser's word of the site, nor the origin. A program
     * sends neither of them.
     */
    static boolean isFromOurPages(HttpServerRequest request, Clients clients) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean ownSite = site == null || OWN.contains(site.toLowerCase(Locale.ROOT));
        return ownSite && (origin == null || isOwn(origin, clients.authority(request)));
    }

    private static boolean isOwn(String origin, String authority) {
        int host = origin.indexOf("://") + 3;
        return host > 2 && origin.substring(host).equalsIgnoreCase(authority);
    }
}

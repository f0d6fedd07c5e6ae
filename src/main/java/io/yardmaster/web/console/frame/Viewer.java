package io.yardmaster.web.console.frame;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.access.Forgery;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.words.Zone;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who looks, and how they like to read: what the request says of its viewer. */
@RequestScoped
public class Viewer {
    /** The cookie that our script fills with the browser's zone. */
    static final String ZONE = "zone";
    /** The cookie of the preference {@code utc}; else times are in the browser's zone. */
    static final String TIMES = "times";
    /** The cookie of the preference {@code light} or {@code dark}; else the system decides. */
    static final String THEME = "theme";

    /** The cookie of the queues that were opened last. */
    static final String LATELY = "lately";

    private static final int MOST_LATELY = 5;
    private static final long A_MONTH = 2_592_000;

    @Inject
    RoutingContext request;

    /** The user's name; empty when nobody has signed in. */
    public String name() {
        Caller caller = Caller.of(request);
        return caller == null ? "" : caller.name();
    }

    /** What a form must carry in its field {@code csrf}; empty when nobody has signed in. */
    public String csrf() {
        return Forgery.token(request);
    }

    /** light, dark or system. */
    public String theme() {
        String wanted = cookie(THEME);
        return "light".equals(wanted) || "dark".equals(wanted) ? wanted : "system";
    }

    /** The zone to show times in; UTC until the browser's is known. */
    public Zone zone() {
        return "utc".equals(cookie(TIMES)) ? Zone.UTC : ownZone();
    }

    /** The browser's zone, shown or not. */
    public Zone ownZone() {
        return Zone.of(cookie(ZONE));
    }

    /** Names of the queues whose pages were opened last, the newest first; hostile, at most {@value #MOST_LATELY}. */
    public List<String> lately() {
        String known = cookie(LATELY);
        return known == null
                ? List.of()
                : Stream.of(known.split(":"))
                        .filter(Name::isName)
                        .limit(MOST_LATELY)
                        .toList();
    }

    /** Remembers that a queue's page was opened. */
    public void opened(String queue) {
        String names = Stream.concat(Stream.of(queue), lately().stream())
                .distinct()
                .limit(MOST_LATELY)
                .collect(Collectors.joining(":"));
        request.response()
                .addCookie(Cookie.cookie(LATELY, names)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setMaxAge(A_MONTH));
    }

    /** The page itself, as a place to come back to: path and query. */
    public String here() {
        return request.request().uri();
    }

    private String cookie(String name) {
        Cookie cookie = request.request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }
}

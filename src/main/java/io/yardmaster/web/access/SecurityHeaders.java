package io.yardmaster.web.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells browsers to run and show nothing but our own files, and to keep nothing that holds data. */
@Singleton
public class SecurityHeaders {
    /** Before the gatekeeper: a refusal carries them too. */
    private static final int PRIORITY = 200;

    private static final String PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    /** The page that browses the API is not ours and styles itself. */
    private static final String BROWSER = PAGES.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    void stand(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, PRIORITY);
    }

    static void add(RoutingContext context) {
        String path = context.normalizedPath();
        boolean files = path.startsWith("/assets/") || path.startsWith("/webjars/");
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", path.startsWith("/q/swagger-ui") ? BROWSER : PAGES);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (!files) {
            headers.set("Cache-Control", "no-store");
        }
        context.next();
    }
}

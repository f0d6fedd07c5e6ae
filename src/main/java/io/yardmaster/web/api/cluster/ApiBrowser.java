package io.yardmaster.web.api.cluster;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page that browses the contract: Swagger UI begun from a file, since its own page runs inline scripts. */
@Singleton
public class ApiBrowser {
    /** After the gatekeeper. */
    private static final int PRIORITY = 30;

    private static final String ROOT = "/q/swagger-ui/";

    private record Page(String type, String text) {
        static Page of(String type, String name) {
            try (InputStream file = ApiBrowser.class.getResourceAsStream("/api-browser/" + name)) {
                return new Page(type, new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private final Map<String, Page> pages = Map.of(
            ROOT,
            Page.of("text/html;charset=UTF-8", "index.html"),
            ROOT + "index.html",
            Page.of("text/html;charset=UTF-8", "index.html"),
            ROOT + "begin.js",
            Page.of("text/javascript;charset=UTF-8", "begin.js"));

    void stand(@Observes Filters filters) {
        filters.register(this::serve, PRIORITY);
    }

    private void serve(RoutingContext context) {
        Page page = pages.get(context.normalizedPath());
        if (page == null) {
            context.next();
            return;
        }
        context.response().putHeader("Content-Type", page.type()).end(page.text());
    }
}

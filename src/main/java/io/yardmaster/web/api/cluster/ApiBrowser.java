package io.yardmaster.web.api.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Serves the {@link Contract} at {@code /q/openapi}, as YAML or, for who asks for it, as JSON, and the page that browses
 * it: Swagger UI begun from a file, since its own page runs inline scripts.
 */
@Singleton
class ApiBrowser {
    private static final String CONTRACT = "/q/openapi";
    private static final String BARE = "/q/swagger-ui";
    private static final String PAGE = BARE + "/";
    private static final String OURS = "/api-browser/";
    private static final String SWAGGER = "/META-INF/resources/openapi-ui/";

    private static final String HTML = "text/html;charset=UTF-8";
    private static final String SCRIPT = "text/javascript;charset=UTF-8";

    private final Contract contract;

    ApiBrowser(Contract contract) {
        this.contract = contract;
    }

    void stand(@Observes Router router) {
        for (String path : List.of(CONTRACT, CONTRACT + ".yaml", CONTRACT + ".yml", CONTRACT + ".json")) {
            read(router, path).blockingHandler(this::contract);
        }
        router.get(BARE).handler(ApiBrowser::lead);
        file(router, "", HTML, OURS + "index.html");
        file(router, "index.html", HTML, OURS + "index.html");
        file(router, "begin.js", SCRIPT, OURS + "begin.js");
        file(router, "swagger-ui-bundle.js", SCRIPT, SWAGGER + "swagger-ui-bundle.js");
        file(router, "swagger-ui.css", "text/css;charset=UTF-8", SWAGGER + "swagger-ui.css");
    }

    private static Route read(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private void contract(RoutingContext context) {
        boolean json = context.normalizedPath().endsWith(".json")
                || "json".equalsIgnoreCase(context.request().getParam("format"))
                || context.request().headers().getAll("Accept").stream()
                        .anyMatch(one -> one.contains("application/json"));
        context.response()
                .putHeader("Content-Type", (json ? "application/json" : "application/yaml") + ";charset=UTF-8")
                .end(json ? contract.json() : contract.yaml());
    }

    /** The files of the page are named beside it, so its own address must end with a slash. */
    private static void lead(RoutingContext context) {
        if (context.request().path().equals(BARE)) {
            context.response().setStatusCode(302).putHeader("Location", PAGE).end();
        } else {
            context.next();
        }
    }

    private static void file(Router router, String name, String type, String resource) {
        read(router, PAGE + name)
                .blockingHandler(context -> context.response()
                        .putHeader("Content-Type", type)
                        .end(Buffer.buffer(Contract.bytes(resource))));
    }
}

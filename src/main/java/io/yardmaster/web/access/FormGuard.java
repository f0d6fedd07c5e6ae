package io.yardmaster.web.access;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.access.client.Clients;
import io.yardmaster.web.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Refuses every change by form that did not come from our own pages. The API takes no forms. */
public class FormGuard {
    private static final String API = "/api/";

    private final Permissions permissions;
    private final Clients clients;

    FormGuard(Permissions permissions, Clients clients) {
        this.permissions = permissions;
        this.clients = clients;
    }

    /** Empty lets the request through. */
    @WithFormRead
    @ServerRequestFilter
    public Optional<Response> check(ResteasyReactiveContainerRequestContext request, RoutingContext context) {
        String path = context.normalizedPath();
        if (permissions.isReading(request.getMethod()) || path.startsWith(API)) {
            return Optional.empty();
        }
        if (!Forgery.isFromOurPages(context.request(), clients)) {
            return refusal("a form that another page sends is refused");
        }
        boolean door = path.equals("/login") || path.startsWith("/login/");
        return door || Forgery.isOurs(context, token(request))
                ? Optional.empty()
                : refusal("the form is too old: open its page again");
    }

    private static String token(ResteasyReactiveContainerRequestContext request) {
        ResteasyReactiveRequestContext form = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return form.getFormParameter(Forgery.FIELD, true, false) instanceof String token ? token : null;
    }

    private static Optional<Response> refusal(String detail) {
        return Optional.of(Response.status(403)
                .header("HX-Refresh", true) // a script shows nothing of a refusal: let it fetch the page anew
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(403, detail).json())
                .build());
    }
}

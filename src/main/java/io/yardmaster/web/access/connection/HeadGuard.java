package io.yardmaster.web.access.connection;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.problem.Problem;
import io.yardmaster.web.problem.SecurityHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a request whose head breaks the rules of RFC 9112 so that two readers could take it differently, and closes its
 * connection. What cannot be decoded, or has no usable target, never comes here: {@link UnreadableHead} answers it.
 */
@Singleton
public class HeadGuard {
    /** Before everything. */
    private static final int PRIORITY = 220;

    void stand(@Observes Filters filters) {
        filters.register(HeadGuard::check, PRIORITY);
    }

    /** What has no usable Host fails before any filter is asked. */
    void stand(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(HeadGuard::fails);
    }

    private static void fails(RoutingContext context) {
        if (context.failure() instanceof VertxException && context.statusCode() == 400) {
            close(context, wrong(context.request()).orElse("the Host header names no server"));
        } else {
            context.next();
        }
    }

    static void check(RoutingContext context) {
        Optional<String> wrong = wrong(context.request());
        if (wrong.isEmpty()) {
            context.next();
            return;
        }
        close(context, wrong.get());
    }

    private static void close(RoutingContext context, String detail) {
        SecurityHeaders.of("").forEach((name, value) -> context.response().putHeader(name, value));
        Problem.of(400, detail).answerAndClose(context);
    }

    private static Optional<String> wrong(HttpServerRequest request) {
        return host(request).or(() -> coding(request)).or(() -> target(request.uri()));
    }

    private static Optional<String> host(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
            return Optional.empty();
        }
        boolean one = hosts.size() == 1 && !hosts.getFirst().isBlank();
        return one ? Optional.empty() : Optional.of("exactly one Host header must name this server");
    }

    private static Optional<String> coding(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        boolean chunked = codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
        return codings.isEmpty() || chunked && request.version() == HttpVersion.HTTP_1_1
                ? Optional.empty()
                : Optional.of("the only transfer coding is chunked, in HTTP/1.1");
    }

    /** Of a connection that came in before {@link ConnectionHeads} stood at the socket. */
    private static Optional<String> target(String uri) {
        return uri.startsWith("/")
                ? Optional.empty()
                : Optional.of("the target must be a path that begins with a slash");
    }
}

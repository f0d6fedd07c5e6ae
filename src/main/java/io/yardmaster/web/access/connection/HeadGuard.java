package io.yardmaster.web.access.connection;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.problem.Problem;
import io.yardmaster.web.problem.SecurityHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses a request whose head breaks the rules of RFC 9112 so that two readers could take it differently, and closes its
 * connection. What cannot be decoded at all never comes here: the server answers that itself, without a body.
 */
@Singleton
public class HeadGuard {
    /** Before everything: the others may rely on a path that can be decoded. */
    private static final int PRIORITY = 220;

    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    void stand(@Observes Filters filters) {
        filters.register(HeadGuard::check, PRIORITY);
    }

    static void check(RoutingContext context) {
        Optional<String> wrong = wrong(context.request());
        if (wrong.isEmpty()) {
            context.next();
            return;
        }
        SecurityHeaders.of("").forEach((name, value) -> context.response().putHeader(name, value));
        Problem.of(400, wrong.get()).answerAndClose(context);
    }

    private static Optional<String> wrong(HttpServerRequest request) {
        return host(request).or(() -> coding(request)).or(() -> target(request.uri()));
    }

    private static Optional<String> host(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
            return Optional.empty();
        }
        boolean one = hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
        return one ? Optional.empty() : Optional.of("exactly one Host header must name this server");
    }

    private static Optional<String> coding(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        boolean chunked = codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
        return codings.isEmpty() || chunked && request.version() == HttpVersion.HTTP_1_1
                ? Optional.empty()
                : Optional.of("the only transfer coding is chunked, in HTTP/1.1");
    }

    private static Optional<String> target(String uri) {
        if (!uri.startsWith("/")) {
            return Optional.of("the target must be a path that begins with a slash");
        }
        return BAD_ESCAPE.matcher(uri).find()
                ? Optional.of("a percent sign must be followed by two hexadecimal digits")
                : Optional.empty();
    }
}

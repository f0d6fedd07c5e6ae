package io.yardmaster.web.access.connection;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.problem.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends requests whose body comes too slowly, also of those who were answered before it had come: {@value #FIRST_MS} ms for
 * a body, and one second more for each {@value #BYTES_A_SECOND} bytes of it that have come.
 */
@Singleton
public class BodyDeadline {
    /** Before everything that may answer; only heads that are in order come here. */
    private static final int PRIORITY = 210;

    static final long FIRST_MS = 10_000;
    private static final long BYTES_A_SECOND = 65_536;
    private static final long LEAST_MS = 250;

    private final Vertx vertx;

    BodyDeadline(Vertx vertx) {
        this.vertx = vertx;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::begin, PRIORITY);
    }

    private void begin(RoutingContext context) {
        if (hasBody(context.request().headers()) && !context.request().isEnded()) {
            check(context, 0, FIRST_MS);
        }
        context.next();
    }

    /**
     * A timer holds all of its request: it ends with the answer to a body that has come.
     *
     * @param waited milliseconds since the head came
     * @param more until it is looked at again
     */
    private void check(RoutingContext context, long waited, long more) {
        long timer = vertx.setTimer(more, then -> {
            HttpServerRequest request = context.request();
            long left = FIRST_MS + request.bytesRead() * 1_000 / BYTES_A_SECOND - waited - more;
            if (hasCome(request)) {
                return;
            }
            if (left > 0) {
                check(context, waited + more, Math.max(left, LEAST_MS));
            } else {
                end(context);
            }
        });
        context.addEndHandler(answered -> {
            if (hasCome(context.request())) {
                vertx.cancelTimer(timer);
            }
        });
    }

    /** A request without one is whole with its head; a stream that answers it may go on for hours before its end is told. */
    static boolean hasBody(MultiMap head) {
        return head.contains("Content-Length") || head.contains("Transfer-Encoding");
    }

    /** A request whose body was read is not ended before its handler has read on, which may work for long. */
    private static boolean hasCome(HttpServerRequest request) {
        String declared = request.getHeader("Content-Length");
        boolean counted = declared != null && declared.matches("[0-9]{1,18}");
        return request.isEnded() || counted && Long.parseLong(declared) <= request.bytesRead();
    }

    private static void end(RoutingContext context) {
        if (context.response().headWritten()) {
            context.request().connection().close();
        } else {
            Problem.of(408, "the body took too long to arrive").answerAndClose(context);
        }
    }
}

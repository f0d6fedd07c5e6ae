package io.yardmaster.web.access.connection;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import io.yardmaster.web.problem.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the body of a request before a thread is given to it, so that a slow sender holds none. What is held at once is
 * bounded: an eighth of the memory, for all requests together.
 */
@Singleton
public class BodyReading {
    /** After the gatekeeper and the limits of each call. */
    private static final int PRIORITY = 20;

    /** The largest body that anybody may send who has not signed in. */
    private static final int LARGEST_FORM = 16_384;

    /** The largest of all: 16 MB. */
    private static final int LARGEST = 16 << 20;

    private final AtomicLong held = new AtomicLong();
    private final long most;

    BodyReading() {
        this(Math.max(Runtime.getRuntime().maxMemory() / 8, LARGEST));
    }

    /** @param most bytes of bodies that are held at once */
    BodyReading(long most) {
        this.most = most;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::read, PRIORITY);
    }

    void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean none = request.getHeader("Content-Length") == null && request.getHeader("Transfer-Encoding") == null;
        if (none || request.isEnded()) {
            context.next();
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        boolean door = context.normalizedPath().startsWith("/login");
        new Reading(context, door ? LARGEST_FORM : LARGEST).begin();
    }

    /** The reading of one body. */
    private final class Reading {
        private final RoutingContext context;
        private final int largest;
        private final Buffer body = Buffer.buffer();
        private boolean over;

        Reading(RoutingContext context, int largest) {
            this.context = context;
            this.largest = largest;
        }

        void begin() {
            context.addEndHandler(ended -> held.addAndGet(-body.length()));
            context.request()
                    .exceptionHandler(brokenOff -> over = true)
                    .handler(this::take)
                    .endHandler(all -> end());
            context.request().resume();
        }

        private void take(Buffer part) {
            if (over) {
                return;
            }
            if (body.length() + part.length() > largest) {
                refuse(Problem.of(413, "the body may have at most " + largest + " bytes"));
            } else if (held.addAndGet(part.length()) > most) {
                held.addAndGet(-part.length());
                context.response().putHeader("Retry-After", "2");
                refuse(Problem.of(429, "too many megabytes are under way; repeat this call"));
            } else {
                body.appendBuffer(part);
            }
        }

        private void refuse(Problem why) {
            over = true;
            why.answerAndClose(context);
        }

        private void end() {
            if (over) {
                return;
            }
            Optional<Problem> fault = FormRules.check(context.request().getHeader("Content-Type"), body);
            if (fault.isPresent()) {
                fault.get().answer(context);
            } else {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        }
    }
}

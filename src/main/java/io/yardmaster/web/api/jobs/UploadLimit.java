package io.yardmaster.web.api.jobs;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.problem.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses a body that says it is larger than any call allows, before a byte of it is read. */
@Singleton
public class UploadLimit {
    /** After the gatekeeper. */
    private static final int PRIORITY = 50;

    void stand(@Observes Filters filters) {
        filters.register(UploadLimit::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        if (declared(context.request().getHeader("Content-Length")) <= EnqueueResource.LARGEST_BULK) {
            context.next();
            return;
        }
        context.response().putHeader("Connection", "close");
        Problem.of(413, "a body may have at most " + EnqueueResource.LARGEST_BULK + " bytes")
                .answer(context);
    }

    private static long declared(String length) {
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException tooLong) {
            return Long.MAX_VALUE;
        }
    }
}

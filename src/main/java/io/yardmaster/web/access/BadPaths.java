package io.yardmaster.web.access;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers what cannot even be routed, such as a path with broken escapes. */
@Singleton
public class BadPaths {
    void stand(@Observes Router router) {
        router.errorHandler(
                400, context -> Problem.of(400, "the path cannot be read").answer(context));
    }
}

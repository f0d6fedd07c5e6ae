package io.yardmaster.web.access.session;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.job.Actor;
import io.yardmaster.job.Role;

/**
 * Who sends a request.
 *
 * @param name of the user, or {@code token} for a program
 * @param role what it may do
 */
public record Caller(String name, Role role) {
    /** The user that always exists. */
    public static final String ADMIN = "admin";

    private static final String KEY = "yardmaster.caller";

    /** Whom the gatekeeper let in; null on the few paths that are open to everybody. */
    public static Caller of(RoutingContext request) {
        return request.get(KEY);
    }

    /** What it is to the engine. */
    public Actor actor() {
        return new Actor(name, role);
    }

    public void enter(RoutingContext request) {
        request.put(KEY, this);
    }
}

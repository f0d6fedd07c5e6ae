package io.yardmaster.web.access;

import io.vertx.core.http.HttpServerRequest;
import io.yardmaster.web.access.client.Clients;
import io.yardmaster.web.access.client.LoginThrottle;
import io.yardmaster.web.access.session.Caller;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who comes with an {@code Authorization} header, and how often a wrong one may be tried: as often as at the form. */
@Singleton
class HeaderTries {
    private final Provider<Credentials> credentials;
    private final LoginThrottle throttle;
    private final Clients clients;

    /** The secrets are asked for late: the routes are laid before the launcher has them. */
    HeaderTries(Provider<Credentials> credentials, LoginThrottle throttle, Clients clients) {
        this.credentials = credentials;
        this.throttle = throttle;
        this.clients = clients;
    }

    /** True when the header would be one try too many. Takes the try where it is none too many. */
    boolean isTooEarly(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !Credentials.isGuess(header)) {
            return false;
        }
        String network = clients.network(request);
        return !throttle.isKnown(network, header) && !throttle.take(network);
    }

    /** The caller; empty when the header opens nothing. Called after {@link #isTooEarly}. */
    Optional<Caller> of(String header, HttpServerRequest request) {
        Optional<Caller> caller = credentials.get().of(header);
        String network = clients.network(request);
        if (caller.isPresent() && !throttle.isKnown(network, header)) {
            throttle.wasRight(network, header);
        }
        return caller;
    }
}

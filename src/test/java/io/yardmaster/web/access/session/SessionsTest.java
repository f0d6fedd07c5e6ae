package io.yardmaster.web.access.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.yardmaster.job.Role;
import io.yardmaster.store.cluster.SessionStore;
import io.yardmaster.web.access.connection.RawClient;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a session holds, and what ends it. */
@QuarkusTest
class SessionsTest {
    private static final Caller ADMIN = new Caller(Caller.ADMIN, Role.ADMIN);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    SessionStore store;

    @Inject
    Vertx vertx;

    @TestHTTPResource
    URI server;

    @Test
    void endsWithThePasswordThatItCameBy() {
        String cookie = at(START, "one").begin(ADMIN);
        assertThat(caller(at(START, "one"), cookie)).contains(ADMIN);
        assertThat(caller(at(START, "two"), cookie)).isEmpty();
    }

    @Test
    void endsAfterTwelveHoursWhateverItsUse() {
        String cookie = at(START, "one").begin(ADMIN);
        assertThat(caller(at(START.plus(Duration.ofMinutes(719)), "one"), cookie))
                .contains(ADMIN);
        assertThat(caller(at(START.plus(Duration.ofHours(12)), "one"), cookie)).isEmpty();
    }

    @Test
    void endsEverywhereAtOnce() {
        Sessions one = at(START, "one");
        String first = one.begin(ADMIN);
        String second = at(START, "one").begin(ADMIN);
        String other = one.begin(new Caller("other", Role.VIEWER));
        one.endAll(ADMIN);
        assertThat(caller(at(START, "one"), first)).isEmpty();
        assertThat(caller(one, second)).isEmpty();
        assertThat(caller(one, other)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events", "/live/overview"})
    void aStreamEndsSoonAfterItsSession(String path) throws IOException {
        String cookie = given().redirects()
                .follow(false)
                .formParam("user", "admin")
                .formParam("password", "test-password")
                .post("/login")
                .getCookie("yardmaster_session");
        try (RawClient stream = new RawClient(server)) {
            stream.send(
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nConnection: close\r\n"
                            + "Cookie: yardmaster_session=" + cookie + "\r\n\r\n");
            stream.awaitByte();
            long out = System.nanoTime();
            at(Instant.now(), "").end(cookie);
            String said = stream.rest();
            assertThat(Duration.ofNanos(System.nanoTime() - out)).isLessThan(Duration.ofSeconds(10));
            assertThat(said).contains("text/event-stream").containsIgnoringCase("x-accel-buffering: no");
        }
    }

    private Sessions at(Instant now, String password) {
        return new Sessions(store, vertx, InstantSource.fixed(now), () -> new SessionBinding(password));
    }

    private static Optional<Caller> caller(Sessions sessions, String cookie) {
        return sessions.of(cookie).toCompletionStage().toCompletableFuture().join();
    }
}

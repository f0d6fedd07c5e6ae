package io.yardmaster.web.access.connection;

import static io.yardmaster.Patience.PATIENCE;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Those who send a byte now and then hold nobody up, and are dropped after ten seconds. */
@QuarkusTest
class SlowSendersTest {
    private static final int SLOW = 200;
    private static final int ROUNDS = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(4);

    /** So long after its first byte a slow one is dropped. */
    private static final Duration DROPPED = Duration.ofSeconds(10);

    /** Without the guard an answer waits for as long as the slow ones do; the rest is room for a busy machine. */
    private static final Duration ANSWERED = Duration.ofSeconds(8);

    private final List<RawClient> slow = new ArrayList<>();

    @TestHTTPResource
    URI server;

    @AfterEach
    void hangUp() throws IOException {
        for (RawClient client : slow) {
            client.close();
        }
    }

    @Test
    void healthAndPagesAnswerBesideTwoHundredSlowBodies() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            answer(http, "/jobs?state=dead", PATIENCE);
            long begun = System.nanoTime();
            connect("/login", "");
            for (int round = 0; round < ROUNDS; round++) {
                answer(http, "/q/health/live", ANSWERED);
                answer(http, "/q/health/ready", ANSWERED);
                answer(http, "/jobs?state=dead", ANSWERED);
                trickle(round, begun);
            }
        }
        for (RawClient client : slow) {
            assertThat(client.rest()).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
        }
    }

    /** One is refused at its head, and goes on to send. */
    @Test
    void whoWasAnsweredEarlyIsDroppedToo() throws IOException {
        slow.add(new RawClient(server).send(head("/api/v1/jobs", "Authorization: Bearer wrong-token\r\n")));
        assertThat(slow.getFirst().rest()).startsWith("HTTP/1.1 401 ");
    }

    private void connect(String path, String more) throws IOException {
        for (int i = 0; i < SLOW; i++) {
            slow.add(new RawClient(server).send(head(path, more) + "u"));
        }
    }

    private static String head(String path, String more) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n" + more
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    }

    private void trickle(int round, long begun) {
        await().pollDelay(BETWEEN).timeout(BETWEEN.multipliedBy(2)).until(() -> true);
        if (round == ROUNDS - 1) {
            return; // they are being dropped
        }
        slow.forEach(client -> {
            try {
                client.send("x");
            } catch (IOException dropped) {
                // on a machine that needs long for a round its time may have come
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as("dropped: %s", dropped)
                        .isGreaterThan(DROPPED);
            }
        });
    }

    private void answer(HttpClient http, String path, Duration patience) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer test-token")
                .timeout(patience)
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
}

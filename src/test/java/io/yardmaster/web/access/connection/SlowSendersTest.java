package io.yardmaster.web.access.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Those who send a byte now and then hold nobody up, and are dropped. */
@QuarkusTest
class SlowSendersTest {
    private static final String BODY = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\nu";

    @TestHTTPResource
    URI server;

    @Test
    void healthAndPagesAnswerBesideTwoHundredSlowBodies() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 200; i++) {
                slow.add(new RawClient(server).send(BODY));
            }
            for (int round = 0; round < 4; round++) {
                answersWithinASecond(http, "/q/health/live");
                answersWithinASecond(http, "/q/health/ready");
                answersWithinASecond(http, "/jobs?state=dead");
                trickle(slow);
            }
            String answer = slow.getFirst().rest();
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
        } finally {
            for (RawClient client : slow) {
                client.close();
            }
        }
    }

    @Test
    void aHeadThatNeverEndsIsDropped() throws IOException {
        AtomicReference<String> answer = new AtomicReference<>();
        try (RawClient head = new RawClient(server).send("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n");
                RawClient silent = new RawClient(server)) {
            Thread reader = Thread.ofVirtual().start(() -> read(head, answer));
            await().pollInterval(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(14))
                    .until(() -> trickles(head, reader));
            assertThat(answer.get()).startsWith("HTTP/1.1 408 ");
            assertThat(silent.rest()).doesNotContain("200");
        }
    }

    private static void read(RawClient client, AtomicReference<String> answer) {
        try {
            answer.set(client.rest());
        } catch (IOException reset) {
            answer.compareAndSet(null, "reset");
        }
    }

    private static boolean trickles(RawClient head, Thread reader) throws IOException {
        if (reader.isAlive()) {
            head.send("X");
        }
        return !reader.isAlive();
    }

    private static void trickle(List<RawClient> slow) throws IOException {
        for (RawClient client : slow) {
            client.send("x");
        }
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    }

    private void answersWithinASecond(HttpClient http, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer test-token")
                .timeout(Duration.ofSeconds(1))
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
}

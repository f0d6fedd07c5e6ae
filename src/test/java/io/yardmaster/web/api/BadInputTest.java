package io.yardmaster.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests: refused as problems that name what is wrong, and nothing is written. Bodies: JobReaderTest too. */
@QuarkusTest
class BadInputTest {
    @TestHTTPResource
    URI server;

    @AfterEach
    void nothingWasWritten() {
        Api.get("/queues/hostile").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":5}",
                "{\"type\":\"{x}\"}",
                "{\"type\":\"t\",\"priority\":\"5\"}",
                "{\"type\":\"t\",\"maxAttempts\":1.9}",
                "{\"type\":\"t\",\"payload\":NaN}",
                "{\"type\":\"t\",\"type\":\"t\"}",
                "{\"type\":\"t\",\"payload\":{\"a\":1,\"a\":1}}",
                "{\"type\":\"t\",\"unique\":{\"ttlMs\":0}}",
                "{\"type\":\"t\",\"colour\":1}",
                "{\"type\":\"t\",\"payload\":\"hello \\ud83d\"}",
                "{\"type\":\"t\",\"payload\":{\"\\ude00\":1}}",
                "{\"type\":\"t\",\"tags\":[\"\\ud83d\"]}",
                "{\"type\":\"t\",\"group\":\"a\\ude00\"}",
                "{\"type\":\"t\",\"unique\":{\"key\":\"\\ud83d x\"}}",
                "{\"type\":\"t\",\"runAt\":\"2030-12-31T23:59:60Z\"}",
                "{\"type\":\"t\"",
                "[]",
                ""
            })
    void wrongBodiesAre400(String body) {
        Response answer = Api.post("/jobs", body.replace("{\"type\"", "{\"queue\":\"hostile\",\"type\""));
        problem(answer, 400);
        assertThat(answer.<String>path("errors[0].message")).isNotBlank();
    }

    /** Sent without REST-assured, which takes more memory to show a deep body than the server has. */
    @Test
    void deepLongAndBrokenBodiesAreRefused() throws IOException, InterruptedException {
        String start = "{\"type\":\"t\",\"queue\":\"hostile\",\"payload\":";
        assertThat(send(start + "[".repeat(10_000) + "]".repeat(10_000) + "}")).isEqualTo(400);
        assertThat(send(start + "\"" + "x".repeat(66_000) + "\"}")).isEqualTo(400);
        assertThat(send(start + "\"" + "x".repeat(2_000_000) + "\"}")).isEqualTo(413);
        assertThat(send(start + "\"\u00ff\"}")).isEqualTo(400);
    }

    private int send(String latin1) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/jobs"))
                .header("Authorization", "Bearer test-token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(latin1, StandardCharsets.ISO_8859_1))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "nonsense", "application/jsonx", "application/json;charset=utf-16"})
    void whatIsNotJsonIs415(String type) {
        problem(
                Api.call()
                        .header("Content-Type", type)
                        .body("{\"type\":\"t\"}".getBytes())
                        .post("/api/v1/jobs"),
                415);
    }

    /** Sent by hand: no client lets a header be empty. */
    @Test
    void anEmptyContentTypeIs415() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            String request = "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer test-token\r\n"
                    + "Content-Type:\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 415 ")
                    .contains("application/problem+json");
        }
    }

    @Test
    void anAcceptHeaderThatIsNoneIs406() {
        problem(Api.call().header("Accept", "nonsense").get("/api/v1/queues"), 406);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        for (int i = 0; i < 2; i++) {
            Api.enqueue("{\"type\":\"no.such\",\"queue\":\"cursors\",\"delayMs\":3600000}");
            Api.enqueue("{\"type\":\"no.such\",\"queue\":\"cursors2\",\"delayMs\":3600000}");
        }
        String own = "/jobs?state=scheduled&queue=cursors&limit=1";
        String cursor = Api.get(own).path("nextCursor");
        Api.get(own + "&cursor=" + cursor).then().statusCode(200);
        problem(Api.get("/jobs?state=dead&queue=cursors&cursor=" + cursor), 400);
        problem(Api.get("/jobs?state=scheduled&queue=cursors2&cursor=" + cursor), 400);
    }

    /** Passed over, the first would retry in earnest and the second would land in the default queue. */
    @ParameterizedTest
    @ValueSource(strings = {"/queues/hostile/dead/retry-all?dryRun=true", "/jobs?queue=hostile", "/queues/q/pause?x=1"})
    void whatAnActDoesNotKnowIsRefused(String path) {
        problem(Api.post(path, "{}"), 400);
    }

    @Test
    void aFormIs415() {
        problem(Api.call().formParam("type", "t").post("/api/v1/jobs"), 415);
    }

    @ParameterizedTest
    @CsvSource({
        "?limit, /jobs?state=dead&limit=-1",
        "?limit, /jobs?state=dead&limit=0",
        "?limit, /jobs?state=dead&limit=1001",
        "?limit, /jobs?state=dead&limit=9223372036854775808",
        "?limit, /jobs?state=dead&limit=ten",
        "?limit, /jobs?state=dead&limit=%D9%A3",
        "?limit, /queues?limit=-1",
        "?limit, /queues/hostile/dead?limit=9223372036854775808",
        "?state, /jobs",
        "?state, /jobs?state=",
        "?state, /jobs?state=DEAD",
        "?state, /jobs?state=dead&state=dead",
        "?queue, /jobs?state=dead&queue=%7Bq%7D",
        "?cursor, /jobs?state=dead&cursor=bogus",
        "?cursor, /queues?cursor=bogus",
        "?tag, /jobs?state=dead&tag=",
        "?q, /jobs?state=dead&q=",
        "?nope, /jobs?state=dead&nope=1",
        "?nope, /info?nope=1",
        "?fingerprint, /queues/hostile/dead?fingerprint=%20",
        "?windowMs, /queues/hostile/metrics?windowMs=9999",
        "?stepMs, /metrics/history?stepMs=10001",
        "?from, /metrics/history?from=yesterday",
        "?from, /metrics/history?from=2016-12-31T23:59:60Z&stepMs=10000",
        "?from, /metrics/history?from=2020-01-01T00:00:00Z&stepMs=10000",
    })
    void wrongQueriesNameTheParameter(String pointer, String path) {
        Response answer = Api.get(path);
        problem(answer, 400);
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/%7Bx%7D",
                "/jobs/a%00b",
                "/jobs/a%2Fb",
                "/jobs/%2A",
                "/jobs/%F0%9F%98%80",
                "/queues/a%3Ab",
                "/queues/%7Bhostile%7D",
                "/queues/%2E%2E%2Fx",
                "/queues/hostile/jobs?state=dead",
                "/queues/hostile/metrics",
                "/operations/x",
                "/nothing"
            })
    void whatDoesNotExistIs404(String path) {
        problem(Api.get(path), 404);
    }

    @Test
    void aNameOfTenThousandCharactersIsNeitherFoundNorRepeated() {
        Response answer = Api.get("/jobs/" + "x".repeat(10_000));
        problem(answer, 404);
        assertThat(answer.asString()).hasSizeLessThan(400);
    }

    @Test
    void actsRefuseWhatTheyDoNotKnow() {
        problem(Api.post("/queues/hostile/pause", "{\"for\":5}"), 400);
        problem(Api.post("/queues/hostile/dead/retry-all", "{\"ratePerMinute\":0}"), 400);
        problem(Api.post("/queues/hostile/dead/retry-all", "{\"ratePerMinute\":100001}"), 400);
        problem(Api.post("/queues/hostile/dead/retry-all", "{\"filter\":{\"fingerprint\":\" \"}}"), 400);
        problem(Api.post("/jobs/x/retry", "{\"type\":\"other\"}"), 400);
        problem(Api.delete("/queues/hostile/dead?olderThan=-1"), 400);
        problem(Api.delete("/queues/hostile/dead?dryRun=yes"), 400);
        problem(Api.post("/queues/hostile/pause"), 404);
        problem(Api.post("/queues/hostile/dead/retry-all"), 404);
    }

    @Test
    void theFrameworksOwnRefusalsAreProblemsToo() {
        problem(Api.call().put("/api/v1/queues"), 405);
        problem(Api.call().header("Accept", "text/html").get("/api/v1/queues"), 406);
    }

    @Test
    void peopleGetAPage() {
        Api.call()
                .header("Accept", "text/html,*/*;q=0.8")
                .get("/nothing")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("there is nothing at this path"));
    }

    private static void problem(Response answer, int status) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("about:blank"));
        assertThat(answer.<String>path("title")).isNotBlank();
        assertThat(answer.<String>path("detail")).isNotBlank();
    }
}

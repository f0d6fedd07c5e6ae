package io.yardmaster.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.yardmaster.FreePort;
import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.handlers.ToldContext;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class HttpRequestHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static Vertx vertx;
    private final HttpRequestHandler handler = handler(List.of("127.0.0.0/8"));
    private ScriptedServer server;

    @BeforeAll
    static void startClient() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopClient() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void twoHundredSucceedsWithStatusHeadersAndBody() throws Exception {
        server.answers("HTTP/1.1 201 Created\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 2\r\n\r\nok");
        Outcome outcome =
                run(Map.of("url", server.url() + "/p?q=1", "headers", Map.of("X-B", "b"), "body", List.of(1)));
        JsonNode result = JSON.readTree(((Outcome.Succeeded) outcome).result());
        assertThat(result.get("status").asInt()).isEqualTo(201);
        assertThat(result.get("headers").get("x-a").asText()).isEqualTo("1, 2");
        assertThat(result.get("body").asText()).isEqualTo("ok");
        assertThat(server.heard())
                .startsWith("POST /p?q=1 HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nhost: 127.0.0.1:" + server.port() + "\r\n")
                .contains("X-B: b\r\n")
                .endsWith("\r\n\r\n[1]");
    }

    @ParameterizedTest
    @CsvSource({
        "301, '', Fatal", "302, '', Fatal", "304, '', Fatal", "400, '', Fatal", "404, '', Fatal", "408, '', Failed",
        "425, '', Failed", "422, '', Fatal", "429, '', Failed", "429, 7, Snoozed", "503, '', Failed", "503, 7, Snoozed",
        "503, soon, Failed", "500, 7, Failed", "502, '', Failed", "200, '', Succeeded", "204, '', Succeeded"
    })
    void theStatusDecides(int status, String retryAfter, String outcome) throws Exception {
        String header = retryAfter.isEmpty() ? "" : "Retry-After: " + retryAfter + "\r\n";
        server.answers("HTTP/1.1 " + status + " X\r\n" + header + "Content-Length: 0\r\n\r\n");
        assertThat(run(Map.of("url", server.url())).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void retryAfterIsSecondsOrADate() throws Exception {
        server.answers("HTTP/1.1 503 X\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy");
        Outcome.Snoozed snoozed = (Outcome.Snoozed) run(Map.of("url", server.url()));
        assertThat(snoozed.delayMs()).isEqualTo(7_000);
        assertThat(snoozed.error()).isEqualTo(JobError.of("Http503", "answered 503: busy"));
        server.answers("HTTP/1.1 429 X\r\nRetry-After: Tue, 24 Nov 2026 09:01:30 GMT\r\nContent-Length: 0\r\n\r\n");
        assertThat(((Outcome.Snoozed) run(Map.of("url", server.url()))).delayMs())
                .isEqualTo(90_000);
        for (String past : new String[] {"Tue, 24 Nov 2020 09:01:30 GMT", "0"}) {
            server.answers("HTTP/1.1 429 X\r\nRetry-After: " + past + "\r\nContent-Length: 0\r\n\r\n");
            assertThat(((Outcome.Snoozed) run(Map.of("url", server.url()))).delayMs())
                    .isEqualTo(1_000);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        server.answers(
                "HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:" + server.port() + "/b\r\nContent-Length: 0\r\n\r\n");
        assertThat(((Outcome.Fatal) run(Map.of("url", server.url() + "/a")))
                        .error()
                        .message())
                .contains("redirects are not followed");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutEndIsReadToSixteenKilobytesAndCutOff() throws Exception {
        server.answers("HTTP/1.1 200 X\r\n\r\n" + "x".repeat(20_000));
        server.keepsTalking();
        JsonNode result = JSON.readTree(((Outcome.Succeeded) run(Map.of("url", server.url()))).result());
        assertThat(result.get("body").asText()).hasSize(16_384);
        assertThat(server.wasCutOff()).isTrue();
    }

    @Test
    void aResultNeverGrowsBeyondWhatAJobMayKeep() throws Exception {
        server.answers("HTTP/1.1 200 X\r\nContent-Length: 16384\r\n\r\n" + "\u0001".repeat(16_384));
        String result = ((Outcome.Succeeded) run(Map.of("url", server.url()))).result();
        assertThat(result.length()).isLessThanOrEqualTo(65_536);
        assertThat(JSON.readTree(result).get("body").asText()).hasSize(8_192);
    }

    @Test
    void aHeadThatIsTooLargeFails() throws Exception {
        server.answers("HTTP/1.1 200 X\r\nX-A: " + "a".repeat(100_000) + "\r\n\r\n");
        assertThat(run(Map.of("url", server.url()))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeFails() throws Exception {
        server.answers("HTTP/1.1 200 X\r\nContent-Length: 5\r\n\r\nabc");
        Outcome outcome = run(Map.of("url", server.url(), "timeoutMs", 200));
        assertThat(((Outcome.Failed) outcome).error())
                .isEqualTo(JobError.of("Timeout", "no complete answer within 200 ms"));
        assertThat(server.wasCutOff()).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndTheConnection() throws Exception {
        server.answers("");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run(Map.of("url", server.url()))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aRefusedConnectionAndAnUnknownNameFail() throws Exception {
        int closed = FreePort.find();
        assertThat(run(Map.of("url", "http://127.0.0.1:" + closed))).isInstanceOf(Outcome.Failed.class);
        assertThat(run(Map.of("url", "http://no-such-host.invalid/"))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aPrivateAddressIsFatalAndNobodyIsCalled() throws Exception {
        Outcome outcome = handler(List.of()).run(payload(Map.of("url", server.url())), new ToldContext("j"));
        assertThat(((Outcome.Fatal) outcome).error().message())
                .contains("127.0.0.1")
                .contains("YARDMASTER_HTTP_ALLOW");
        assertThat(server.requests()).isZero();
    }

    @Test
    void aBadPayloadIsFatalWithItsField() throws Exception {
        Outcome.Fatal fatal = (Outcome.Fatal) run(Map.of("url", "gopher://x"));
        assertThat(fatal.reason()).isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(fatal.error().message()).startsWith("url ");
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        for (int i = 0; i < 50; i++) {
            server.answers("HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n");
            assertThat(run(Map.of("url", server.url()))).isInstanceOf(Outcome.Succeeded.class);
        }
        // an answer may be complete just before its connection is free again
        assertThat(server.connections()).isLessThan(10);
    }

    private Outcome run(Map<String, Object> payload) throws Exception {
        return handler.run(payload(payload), new ToldContext("j"));
    }

    private static HttpPayload payload(Map<String, Object> payload) throws Exception {
        return JSON.readValue(JSON.writeValueAsString(payload), HttpPayload.class);
    }

    private static HttpRequestHandler handler(List<String> allowed) {
        return new HttpRequestHandler(
                new PayloadRules(JSON),
                new AddressRules(allowed, InetAddress::getAllByName),
                new HttpCaller(vertx, new HttpClientOptions()),
                InstantSource.fixed(NOW));
    }
}

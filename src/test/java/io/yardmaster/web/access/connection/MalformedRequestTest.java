package io.yardmaster.web.access.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a request as HTTP writes one is a problem like any other, and the connection closes. */
@QuarkusTest
class MalformedRequestTest {
    private static final String LIVE = "GET /q/health/live HTTP/1.1\n";

    private final List<LogRecord> traces = new CopyOnWriteArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            boolean fromAJob = line.getLoggerName().startsWith("io.yardmaster.engine."); // another test's may still die
            if (line.getThrown() != null && !fromAJob) {
                traces.add(line);
            }
        }

        @Override
        public void flush() {
            // nothing is held
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @TestHTTPResource
    URI server;

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    /** A stranger fills no log. */
    @AfterEach
    void noTraceWasLogged() {
        Logger.getLogger("").removeHandler(log);
        assertThat(traces).extracting(LogRecord::getThrown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIVE + "Host: a\nHost: localhost\n",
                LIVE + "Host:\n",
                LIVE + "Host: localhost\nTransfer-Encoding: gzip\n",
                LIVE + "Host: localhost\nTransfer-Encoding: gzip, chunked\n",
                "GET http://a/q/health/live HTTP/1.1\nHost: localhost\n",
                LIVE,
                LIVE + "Host: a/b\n",
                LIVE + "Host: user@a\n",
            })
    void isAProblemAndTheEnd(String head) throws IOException {
        problem(RawClient.answer(server, head.replace("\n", "\r\n") + "\r\n"), 400);
    }

    /** None of these reaches a router. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                LIVE + "Host: localhost\nContent-Length: 3\nContent-Length: 4\n",
                LIVE + "Host: localhost\nContent-Length: -1\n",
                LIVE + "Host: localhost\nTransfer-Encoding: chunked\nContent-Length: 3\n",
                LIVE + "Host: localhost\nno colon\n",
                LIVE + "Host: localhost\nA : b\n",
                LIVE + "Host: localhost\nX: a\n b\n",
                LIVE + "Host: localhost\nX: a\n\tb\n",
                LIVE + "Host: localhost\n b\n",
                LIVE + " Host: localhost\nX: a\n",
                "\n" + LIVE + "Host: localhost\n \n",
                "GET /%zz HTTP/1.1\nHost: localhost\n",
                "GET /api/v1/jobs/%2 HTTP/1.1\nHost: localhost\n",
                "GET /login?to=%zz HTTP/1.1\nHost: localhost\n",
                "OPTIONS * HTTP/1.1\nHost: localhost\n",
                "CONNECT a:80 HTTP/1.1\nHost: localhost\n",
                "GET /q/health/live HTTP/x\nHost: localhost\n",
                "GET / a HTTP/1.1\nHost: localhost\n",
                "PRI * HTTP/2.0\n\nSM\n"
            })
    void whatCannotBeRoutedIsAProblemAndTheEndToo(String head) throws IOException {
        problem(RawClient.answer(server, head.replace("\n", "\r\n") + "\r\n"), 400);
    }

    @Test
    void aForeignHostIsAProblemAndTheEnd() throws IOException {
        problem(RawClient.answer(server, LIVE.replace("\n", "\r\n") + "Host: evil.example\r\n\r\n"), 400);
    }

    /** Java's own client offers it with its first request: the offer is not taken, and the connection goes on. */
    @Test
    void anOfferOfHttp2IsNotTaken() throws IOException {
        String offer = LIVE + "Host: localhost\nConnection: Upgrade, HTTP2-Settings\nUpgrade: h2c\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\n\n";
        String last = LIVE + "Host: localhost\nConnection: close\n\n";
        String answer = RawClient.answer(server, (offer + last).replace("\n", "\r\n"));
        assertThat(answer.split("HTTP/1.1 200 ", -1)).as(answer).hasSize(3);
        assertThat(answer).doesNotContain("HTTP/1.1 101", "h2c");
    }

    /** The first request of a connection is answered first, however the second one is broken. */
    @Test
    void whatIsBrokenAnswersInItsTurn() throws IOException {
        String good = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String answer = RawClient.answer(server, good + good.replace("Host", "X: a\r\n b\r\nHost"));
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        problem(answer.substring(answer.lastIndexOf("HTTP/1.1 400")), 400);
    }

    /** Lines of a body may begin with a space; those of the head that follows it may not. */
    @Test
    void aBodyIsNoHead() throws IOException {
        String body = "{\"type\":\r\n \"x\"}\r\n ";
        String post = "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        String counted = post + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        String chunks = post + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";
        String folded = "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n";
        String all = RawClient.answer(server, counted + chunks + counted + folded);
        assertThat(all.split("HTTP/1.1 401 ", -1)).as(all).hasSize(4);
        problem(all.substring(all.lastIndexOf("HTTP/1.1 400")), 400);
    }

    @Test
    void aBodyThatBreaksItsChunksIsTheEnd() throws IOException {
        String login = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        assertThat(RawClient.answer(server, login + "Transfer-Encoding: chunked\r\n\r\nzz\r\nuser\r\n"))
                .matches("(?s)(HTTP/1.1 4.*)?");
    }

    /** The reader of forms takes a thousand; it must say so and not fail. */
    @Test
    void aThousandAndOneFormFieldsAre400Or413() throws IOException {
        String form = "a=1&".repeat(1_001) + "user=admin";
        String answer = RawClient.answer(server, form(form.length()) + form);
        assertThat(answer).containsPattern("^HTTP/1.1 (400|413) ").contains("application/problem+json");
    }

    @Test
    void aFormThatIsTooLargeIs413() throws IOException {
        problem(RawClient.answer(server, form(20_000) + "x".repeat(20_000)), 413);
    }

    @Test
    void aBodyThatBreaksOffIsNoFault() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = new RawClient(server)) {
                client.send(form(1_000) + "user=a");
            }
        }
        assertThat(RawClient.answer(server, form(4) + "x=%z")).containsPattern("^HTTP/1.1 4[0-9][0-9] ");
    }

    private static String form(int length) {
        return "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Connection: close\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void tooLongIs414And431() throws IOException {
        assertThat(RawClient.answer(server, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.0 414 ")
                .contains("application/problem+json");
        String large = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(22_000) + "\r\n\r\n";
        assertThat(RawClient.answer(server, large)).matches("(?s)HTTP/1.[01] 431 .*");
    }

    @Test
    void anUpgradeToHttp2IsNotTaken() throws IOException {
        String answer = RawClient.answer(
                server,
                "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
                        + "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("101 Switching").startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aRequestInOrderIsServedTwiceOnOneConnection() throws IOException {
        String get = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n";
        String both = RawClient.answer(server, get + "\r\n" + get + "Connection: close\r\n\r\n");
        assertThat(both.split("HTTP/1.1 200 ", -1)).hasSize(3);
    }

    private static void problem(String answer, int status) {
        assertThat(answer)
                .matches("(?s)HTTP/[12].[01] " + status + " .*")
                .containsIgnoringCase("\r\nconnection: close\r\n")
                .containsIgnoringCase("\r\ncontent-type: application/problem+json\r\n")
                .containsIgnoringCase("\r\nx-content-type-options: nosniff\r\n")
                .containsIgnoringCase("\r\npermissions-policy: ")
                .containsIgnoringCase("\r\ncontent-security-policy: ")
                .containsIgnoringCase("\r\nx-frame-options: deny\r\n")
                .containsIgnoringCase("\r\ncache-control: no-store\r\n")
                .contains("\"status\":" + status);
    }
}

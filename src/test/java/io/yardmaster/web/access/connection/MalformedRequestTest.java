package io.yardmaster.web.access.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a request as HTTP writes one is a problem like any other, and the connection closes. */
@QuarkusTest
class MalformedRequestTest {
    private static final String LIVE = "GET /q/health/live HTTP/1.1\n";

    @TestHTTPResource
    URI server;

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIVE + "Host: a\nHost: localhost\n",
                LIVE + "Host:\n",
                LIVE + "Host: localhost\nTransfer-Encoding: gzip\n",
                LIVE + "Host: localhost\nTransfer-Encoding: gzip, chunked\n",
                "GET http://a/q/health/live HTTP/1.1\nHost: localhost\n",
            })
    void isAProblemAndTheEnd(String head) throws IOException {
        problem(RawClient.answer(server, head.replace("\n", "\r\n") + "\r\n"), 400);
    }

    /** Refused by the server itself before any filter: with a status, or with the end of the connection. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                LIVE + "Host: localhost\nContent-Length: 3\nContent-Length: 4\n",
                LIVE + "Host: localhost\nno colon\n",
                LIVE + "Connection: close\n",
                LIVE + "Host: a/b\nConnection: close\n",
                LIVE + "Host: user@a\nConnection: close\n",
                "GET /%zz HTTP/1.1\nHost: localhost\nConnection: close\n",
                "OPTIONS * HTTP/1.1\nHost: localhost\nConnection: close\n",
                "GET /q/health/live HTTP/x\nHost: localhost\n",
                "PRI * HTTP/2.0\n\nSM\n"
            })
    void whatCannotBeRoutedIsRefused(String head) throws IOException {
        assertThat(RawClient.answer(server, head.replace("\n", "\r\n") + "\r\n"))
                .matches("(?s)(HTTP/[12].[0-9] (4|501).*)?");
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
                .startsWith("HTTP/1.0 414 ");
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
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("\r\nconnection: close\r\n")
                .containsIgnoringCase("\r\ncontent-type: application/problem+json\r\n")
                .containsIgnoringCase("\r\nx-content-type-options: nosniff\r\n")
                .containsIgnoringCase("\r\npermissions-policy: ")
                .contains("\"status\":" + status);
    }
}

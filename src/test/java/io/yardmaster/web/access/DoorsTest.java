package io.yardmaster.web.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.yardmaster.web.access.connection.RawClient;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doors refuse. The addresses are only words in a header that the test's own proxy network is trusted for. */
@QuarkusTest
@TestProfile(DoorsTest.BehindProxy.class)
class DoorsTest {
    private static final String PAUSE = "/api/v1/queues/pause-all";
    private static final String RESUME = "/api/v1/queues/resume-all";
    private static final String QUEUES = "/api/v1/queues";

    @TestHTTPResource
    URI server;

    public static class BehindProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("yardmaster.trusted-proxies", "127.0.0.0/8,::1/128");
        }
    }

    private static RequestSpecification from(String address) {
        return given().redirects().follow(false).header("X-Forwarded-For", "203.0.113.99, " + address);
    }

    private static RequestSpecification admin(String address) {
        return from(address).auth().preemptive().basic("admin", "test-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Basic YWRtaW46d3Jvbmc="})
    void wrongHeadersAreLimited(String header) {
        String address = header.startsWith("Bearer") ? "198.51.100.1" : "198.51.100.2";
        admin(address).get(QUEUES).then().statusCode(200);
        for (int i = 0; i < 10; i++) {
            from(address).header("Authorization", header + i).get(QUEUES).then().statusCode(401);
        }
        from(address)
                .header("Authorization", header)
                .get(QUEUES)
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("6"));
        admin(address).get(QUEUES).then().statusCode(200); // it was right before
        from(address)
                .header("Authorization", "Bearer test-token")
                .get(QUEUES)
                .then()
                .statusCode(429);
        admin("198.51.100.3").get(QUEUES).then().statusCode(200);
    }

    @Test
    void formAndHeaderShareOneLimit() {
        for (int i = 0; i < 10; i++) {
            signIn("198.51.100.4", "wrong" + i).then().statusCode(401);
        }
        from("198.51.100.4")
                .header("Authorization", "Bearer w")
                .get(QUEUES)
                .then()
                .statusCode(429);
        signIn("198.51.100.4", "wrong").then().statusCode(429).header("Retry-After", equalTo("6"));
    }

    @Test
    void aThrongOfOthersDoesNotLockTheAdminOut() {
        for (int i = 0; i < 250; i++) {
            signIn("192.0.2." + i, "wrong").then().statusCode(401);
        }
        signIn("198.51.100.5", "test-password").then().statusCode(303);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, nonsense"
    })
    void changesThatAnotherPageSendsAreRefused(String header, String value) {
        admin("198.51.100.6").header(header, value).post(PAUSE).then().statusCode(403);
        String cookie = signIn("198.51.100.6", "test-password").getCookie("yardmaster_session");
        from("198.51.100.6")
                .cookie("yardmaster_session", cookie)
                .header(header, value)
                .post(PAUSE)
                .then()
                .statusCode(403);
    }

    @Test
    void changesOfOurOwnPagesAndOfProgramsAreNot() {
        String own = "http://localhost:" + server.getPort();
        admin("198.51.100.6")
                .header("Host", "localhost:" + server.getPort())
                .header("Origin", own)
                .header("Sec-Fetch-Site", "same-origin")
                .post(RESUME)
                .then()
                .statusCode(200);
        admin("198.51.100.6")
                .header("Sec-Fetch-Site", "none")
                .post(RESUME)
                .then()
                .statusCode(200);
        admin("198.51.100.6").post(RESUME).then().statusCode(200);
        from("198.51.100.6")
                .header("Authorization", "Bearer test-token")
                .header("Origin", "http://evil.example")
                .post(RESUME)
                .then()
                .statusCode(200);
    }

    @Test
    void behindTlsTheCookieIsSecure() {
        Response answer = from("198.51.100.7")
                .header("X-Forwarded-Proto", "https")
                .formParam("user", "admin")
                .formParam("password", "test-password")
                .post("/login");
        assertThat(answer.getHeader("Set-Cookie"))
                .startsWith("__Host-yardmaster_session=")
                .contains("; Secure");
        from("198.51.100.7")
                .cookie("__Host-yardmaster_session", answer.getCookie("__Host-yardmaster_session"))
                .get(QUEUES)
                .then()
                .statusCode(200);
        assertThat(signIn("198.51.100.7", "test-password").getHeader("Set-Cookie"))
                .doesNotContain("Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:8080", "127.0.0.2", "10.0.0.1"})
    void foreignNamesAreNotAnswered(String host) throws IOException {
        String answer = RawClient.answer(server, "GET /q/health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("YARDMASTER_HOSTS")
                .containsIgnoringCase("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/v1/jobs/a;b",
        "POST, /api/v1/queues/q;x/pause",
        "GET, /jobs/a;b",
        "GET, /api/v1/queues;x=1",
        "POST, /queues/q;x/pause",
        "GET, /;"
    })
    void aRawSemicolonIsNoPath(String method, String path) {
        admin("198.51.100.8")
                .urlEncodingEnabled(false)
                .request(method, path)
                .then()
                .statusCode(404);
    }

    @Test
    void healthIsOnlyRead() {
        given().get("/q/health/live").then().statusCode(200);
        given().head("/q/health/live").then().statusCode(200);
        given().delete("/q/health/live").then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
        given().post("/q/health").then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
    }

    private static Response signIn(String address, String password) {
        return from(address)
                .formParam("user", "admin")
                .formParam("password", password)
                .post("/login");
    }
}

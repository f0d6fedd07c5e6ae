package io.yardmaster.web.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, on every kind of path. */
@QuarkusTest
class AccessTest {
    private static final String QUEUES = "/api/v1/queues";

    @Test
    void theAdminAndTheTokenGetIn() {
        given().auth()
                .preemptive()
                .basic("admin", "test-password")
                .get(QUEUES)
                .then()
                .statusCode(200);
        given().header("Authorization", "bearer test-token").get(QUEUES).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer test-token2",
                "Bearer null",
                "Basic !!!",
                "Basic YWRtaW46",
                "Basic cm9vdDp0ZXN0LXBhc3N3b3Jk",
                "Digest x",
                ""
            })
    void nobodyElseDoes(String authorization) {
        refused(given().header("Authorization", authorization).get(QUEUES).then())
                .header("WWW-Authenticate", startsWith("Basic"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/queues",
                "/api/v1/events",
                "/api/v1/nothing",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui/",
                "/q/health/../metrics",
                "//api/v1/queues",
                "/login/../api/v1/queues"
            })
    void programsWithoutCredentialsAreRefused(String path) {
        refused(given().urlEncodingEnabled(false).get(path).then());
    }

    @Test
    void aBrowsersOwnDialogDoesNotPopUpOverAPage() {
        refused(given().header("HX-Request", "true").get(QUEUES).then()).header("WWW-Authenticate", nullValue());
        refused(given().header("Sec-Fetch-Mode", "cors").get(QUEUES).then()).header("WWW-Authenticate", nullValue());
    }

    @Test
    void pagesLeadToTheLogin() {
        given().redirects()
                .follow(false)
                .get("/jobs?state=dead")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?next=%2Fjobs%3Fstate%3Ddead"));
        given().redirects().follow(false).post("/").then().statusCode(303).header("Location", equalTo("/login"));
    }

    @Test
    void healthNeedsNobody() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void changesFromAnotherSiteAreRefusedWhateverTheCredentials() {
        Api.call()
                .header("Sec-Fetch-Site", "cross-site")
                .post("/api/v1/queues/pause-all")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        Api.call().header("Sec-Fetch-Site", "cross-site").get(QUEUES).then().statusCode(200);
    }

    private static ValidatableResponse refused(ValidatableResponse answer) {
        return answer.statusCode(401).contentType("application/problem+json").body("status", equalTo(401));
    }
}

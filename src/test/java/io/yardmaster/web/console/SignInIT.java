package io.yardmaster.web.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.yardmaster.web.access.login.SignInLinks;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People come in by password or link, and nobody else does. */
@QuarkusTest
class SignInIT {
    @TestHTTPResource
    String server;

    @Inject
    SignInLinks links;

    @Test
    void byPasswordAndOutAgain() {
        try (Chromium chromium = Chromium.launch(root());
                Visit visit = chromium.visit(new Browser.NewContextOptions())) {
            visit.open("/jobs?state=dead");
            assertThat(visit.page.url()).contains("/login?next=");
            visit.page.fill("#user", "admin");
            visit.page.fill("#password", "wrong");
            visit.page.click("button:has-text('Sign in')");
            visit.page.waitForSelector("#wrong:has-text('do not open this door')");
            visit.page.fill("#password", Visit.PASSWORD);
            visit.page.click("button:has-text('Sign in')");
            visit.page.waitForURL(root() + "/jobs?state=dead");
            Cookie session = visit.context.cookies().stream()
                    .filter(cookie -> cookie.name.equals("yardmaster_session"))
                    .findFirst()
                    .orElseThrow();
            assertThat(session.httpOnly).isTrue();
            assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
            visit.page.click("text=Sign out");
            visit.page.waitForURL("**/login");
            given().redirects()
                    .follow(false)
                    .cookie(session.name, session.value)
                    .get(root() + "/jobs")
                    .then()
                    .statusCode(303);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void byLinkOnceAndOnlyByItsButton() {
        String path = links.create();
        try (Chromium chromium = Chromium.launch(root());
                Visit visit = chromium.visit(new Browser.NewContextOptions())) {
            visit.open(path);
            visit.open(path);
            visit.page.click("button:has-text('Sign in as admin')");
            visit.page.waitForURL(root() + "/");
            assertThat(visit.open(path).status()).isEqualTo(410);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void answersAlikeForEveryName() {
        String unknown =
                signIn("nobody", "wrong", "/").statusCode(401).extract().asString();
        String known = signIn("admin", "wrong", "/").statusCode(401).extract().asString();
        assertThat(unknown.replace("nobody", "admin")).isEqualTo(known);
        signIn("nobody", Visit.PASSWORD, "/").statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/login"})
    void goesNowhereElse(String next) {
        signIn("admin", Visit.PASSWORD, next).statusCode(303).header("Location", "/");
    }

    @ParameterizedTest
    @CsvSource({"cross-site,/login", "same-site,/login", "cross-site,/jobs/a/retry", "cross-site,/queues/pause"})
    void refusesFormsOfOtherPages(String site, String path) {
        given().auth()
                .preemptive()
                .basic("admin", Visit.PASSWORD)
                .header("Sec-Fetch-Site", site)
                .formParam("user", "admin")
                .formParam("password", Visit.PASSWORD)
                .post(root() + path)
                .then()
                .statusCode(403);
    }

    @Test
    void refusesFormsWithoutItsToken() {
        String session =
                signIn("admin", Visit.PASSWORD, "/").statusCode(303).extract().cookie("yardmaster_session");
        given().cookie("yardmaster_session", session)
                .formParam("csrf", "x".repeat(43))
                .post(root() + "/queues/pause")
                .then()
                .statusCode(403);
        given().cookie("yardmaster_session", session)
                .formParam("back", "/")
                .post(root() + "/queues/pause")
                .then()
                .statusCode(403);
        given().cookie("yardmaster_session", session)
                .formParam("back", "/")
                .post(root() + "/preferences")
                .then()
                .statusCode(403);
    }

    @Test
    void tellsTheBrowserToRunNothingElse() {
        for (String path : new String[] {"/login", "/jobs", "/api/v1/info", "/q/health/live", "/assets/console.css"}) {
            given().auth()
                    .preemptive()
                    .basic("admin", Visit.PASSWORD)
                    .get(root() + path)
                    .then()
                    .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("X-Content-Type-Options", "nosniff");
        }
    }

    private ValidatableResponse signIn(String user, String password, String next) {
        return given().redirects()
                .follow(false)
                .formParam("user", user)
                .formParam("password", password)
                .formParam("next", next)
                .post(root() + "/login")
                .then();
    }

    private String root() {
        return server.replaceAll("/$", "");
    }
}

package io.yardmaster.web.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.yardmaster.Patience;
import io.yardmaster.web.api.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that does not answer is said so on every page, to somebody who had signed in before. */
@QuarkusTest
@ExtendWith(Browsing.class)
class AwayIT {
    @TestHTTPResource
    String server;

    @ConfigProperty(name = "yardmaster.data-dir")
    Path data;

    private Chromium chromium;

    @BeforeEach
    void use(Chromium browser) {
        chromium = browser;
    }

    @Test
    void pagesSayThatTheStoreIsAwayAndComeBack() throws IOException, InterruptedException {
        String session = given().redirects()
                .follow(false)
                .formParam("user", "admin")
                .formParam("password", Visit.PASSWORD)
                .post(server + "login")
                .then()
                .statusCode(303)
                .extract()
                .cookie("yardmaster_session");
        open(session, "jobs").statusCode(200);
        signal("STOP");
        try {
            for (String page : new String[] {"jobs", "dead", "jobs/any"}) {
                open(session, page).statusCode(503).body(containsString("nothing new starts, nothing is lost"));
            }
        } finally {
            signal("CONT");
        }
        Patience.await().untilAsserted(() -> open(session, "jobs").statusCode(200));
    }

    @Test
    void aPageWhoseActFoundTheStoreAwayComesBackByItself() throws IOException, InterruptedException {
        Api.put("/schedules/out", "{\"type\":\"demo.noop\",\"cron\":\"0 5 * * *\"}")
                .then()
                .statusCode(201);
        try (Visit visit = chromium.signedIn()) {
            visit.open("/schedules?q=out");
            visit.page.waitForSelector(".top .mark[data-state=live]");
            signal("STOP");
            try {
                visit.page.click("#run-out");
                visit.page.waitForSelector("#main h2:has-text('nothing new starts, nothing is lost')");
            } finally {
                signal("CONT");
            }
            visit.page.waitForSelector("#run-out");
            visit.page.waitForSelector(".top .mark[data-state=live]");
        } finally {
            Api.delete("/schedules/out");
        }
    }

    private ValidatableResponse open(String session, String page) {
        return given().cookie("yardmaster_session", session).get(server + page).then();
    }

    private void signal(String name) throws IOException, InterruptedException {
        String pid = Files.readString(data.resolve("redis.pid")).strip();
        Process kill = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }
}

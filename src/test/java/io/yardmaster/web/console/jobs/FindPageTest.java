package io.yardmaster.web.console.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.yardmaster.web.api.Api;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search in the top line, as a browser without script sends it. */
@QuarkusTest
class FindPageTest {
    @ParameterizedTest
    @CsvSource({
        "demo.noop, /jobs?state=waiting&type=demo.noop",
        "' demo.noop ', /jobs?state=waiting&type=demo.noop",
        "type:gone.type, /jobs?state=waiting&type=gone.type",
        "tag:blue, /jobs?state=waiting&tag=blue",
        "tag: a b&c, /jobs?state=waiting&tag=a+b%26c",
        "an-id:1, /jobs/an-id%3A1",
        "' ', /jobs"
    })
    void leadsToWhatIsMeant(String asked, String place) {
        assertThat(find(asked).header("Location")).endsWith(place);
    }

    @Test
    void leadsToAQueueHoweverNewItIs() {
        String queue = "find-" + UUID.randomUUID();
        Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\",\"delayMs\":60000}");
        assertThat(find(queue).header("Location")).endsWith("/queues/" + queue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag:", "type:", "type:<b>", "<b>x</b>", "two words"})
    void showsTheListWhereNothingIsCalledThat(String asked) {
        Response page = find(asked);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("Nothing is called that.", "Waiting jobs")
                .doesNotContain("<b>x");
    }

    @Test
    void everyPageHasItsForm() {
        String page =
                given().header("Authorization", "Bearer test-token").get("/").asString();
        assertThat(page).contains("<form class=\"find\" action=\"/find\"", "name=\"q\"", "tag:x");
    }

    private static Response find(String asked) {
        return given().header("Authorization", "Bearer test-token")
                .redirects()
                .follow(false)
                .queryParam("q", asked)
                .get("/find");
    }
}

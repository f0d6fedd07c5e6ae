package io.yardmaster.web.console.jobs;

import static io.restassured.RestAssured.given;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.web.api.Api;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The page /jobs as a browser without script reads it. Each test has a queue of its own. */
@QuarkusTest
class JobsPageTest {
    private final String queue = "page-" + UUID.randomUUID();

    @Test
    void filtersLeaveWhatFitsAndStayInTheFormAndTheTabs() {
        scheduled("blue-one", "demo.noop", "blue", "needle", 1);
        scheduled("red-one", "demo.fail", "red", "hay", 2);
        String found = page("&type=demo.noop&tag=blue&q=NEEDLE");
        assertThat(found).contains(">blue-one<").doesNotContain(">red-one<");
        assertThat(found).contains(" of 2 looked at").contains("value=\"NEEDLE\"");
        assertThat(found).contains("state=dead&amp;queue=" + queue + "&amp;q=NEEDLE&amp;tag=blue&amp;type=demo.noop");
        assertThat(page("&tag=green")).contains("No scheduled job fits").contains("Show them without a filter");
    }

    @Test
    void timesAreOnTheClockOfTheViewer() {
        scheduled("first", "demo.noop", "blue", "x", 1);
        scheduled("second", "demo.noop", "blue", "x", 2);
        String found = page("&since=2100-01-01T00:00:02&until=2100-01-01T00:00:03Z");
        assertThat(found).contains(">second<").doesNotContain(">first<");
        assertThat(found).contains("value=\"2100-01-01T00:00:03\"");
    }

    @Test
    void typesOfRowsAndTagsOfJobsAreLinks() {
        scheduled("linked", "demo.noop", "a b&c", "x", 1);
        assertThat(page(""))
                .contains("/jobs?state=scheduled&amp;queue=" + queue + "&amp;type=demo.noop\"><code>demo.noop");
        assertThat(given().header("Authorization", "Bearer test-token")
                        .get("/jobs/linked?queue=" + queue)
                        .asString())
                .contains("&amp;tag=a+b%26c\">a b&amp;c<");
        assertThat(page("&tag=a+b%26c")).contains(">linked<");
    }

    @Test
    void whatAMaskHidesIsNotFoundByTrying() {
        scheduled("masked", "demo.noop", "blue", "\",\"password\":\"hunter4711", 1);
        assertThat(page("&q=4711")).contains("No scheduled job fits");
        assertThat(page("&q=password")).contains(">masked<");
    }

    @Test
    void whatCannotBeMeantIsLeftOut() {
        scheduled("there", "demo.noop", "blue", "x", 1);
        assertThat(page("&type=%3Cb%3E&since=yesterday&q=+"))
                .contains(">there<")
                .doesNotContain("<b>");
    }

    /** The page, once it knows of the queue: what it knows of queues is read once a second. */
    private String page(String filter) {
        return await().until(() -> read(filter), page -> !page.contains("There is no queue"));
    }

    private String read(String filter) {
        return given().header("Authorization", "Bearer test-token")
                .urlEncodingEnabled(false)
                .get("/jobs?state=scheduled&queue=" + queue + filter)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private void scheduled(String id, String type, String tag, String word, int second) {
        Api.enqueue("{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"queue\":\"" + queue + "\",\"tags\":[\"" + tag
                + "\"],\"payload\":{\"of\":\"" + word + "\"},\"runAt\":\"2100-01-01T00:00:0" + second + "Z\"}");
    }
}
